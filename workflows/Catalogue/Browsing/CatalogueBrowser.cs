using System.Text.Json;
using System.Text.Json.Nodes;

namespace Integration.Workflows.Catalogue.Browsing;

/// <summary>
/// A catalogue for those who look at it from outside: lists with filters and pages, things as they are written in the packs.
/// </summary>
public sealed class CatalogueBrowser
{
    private readonly ServiceCatalogue _catalogue;
    private readonly IReadOnlyList<IBrowsableList> _lists;

    /// <param name="catalogue">What is looked at.</param>
    public CatalogueBrowser(ServiceCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        _catalogue = catalogue;
        _lists =
        [
            Agreements(), ConsentNotices(), Delegations(), IdentityProviders(), Organizations(), Participants(), Programs(), Services(),
        ];
        Counts = new(catalogue.Version, _lists.ToDictionary(list => list.Name, list => list.Count, StringComparer.Ordinal));
    }

    /// <summary>Version and size.</summary>
    public CatalogueCounts Counts { get; }

    /// <summary>The page that a query asks for: the filters of the list, all of which must hold, <c>page</c> and <c>per_page</c>.</summary>
    /// <param name="list">The name of the list.</param>
    /// <param name="query">The parameters with all their values.</param>
    public ListAnswer Page(string list, IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> query) =>
        Find(list)?.Page(query) ?? new ListAnswer.NoSuchList([.. _lists.Select(known => known.Name)]);

    /// <summary>One thing as it is written in the packs, or null when the list or the thing is not there.</summary>
    public JsonObject? Find(string list, string id) => Find(list)?.Find(id);

    /// <summary>The JSON Schema of a service's application, or null when there is no such service.</summary>
    public JsonElement? ApplicationSchema(string service) => _catalogue.FindService(service)?.ApplicationSchema.Document;

    private IBrowsableList? Find(string list) => _lists.FirstOrDefault(known => known.Name == list);

    private Func<string, JsonElement?> Source(string list) => id => _catalogue.Documents.Find(list, id);

    private Organization OrganizationOf(string id) => _catalogue.GetOrganization(id);

    private static string Kind(OrganizationKind kind) => kind == OrganizationKind.Agency ? "agency" : "partner";

    private static QueryParameter KindParameter() => QueryParameter.OneOf("kind", "agency", "partner");

    private BrowsableList<Agreement> Agreements() => new(
        CatalogueDocuments.Agreements,
        _catalogue.Agreements,
        item => item.Id,
        Source(CatalogueDocuments.Agreements),
        [
            new(QueryParameter.Jurisdiction, item => OrganizationOf(item.Sender).Jurisdiction),
            new(QueryParameter.Id("agency"), item => item.Sender),
            new(QueryParameter.Id("recipient"), item => item.Recipient),
            new(QueryParameter.Id("purpose"), item => item.Purpose),
        ],
        item => [new(item.Authority, item.Purpose)]);

    private BrowsableList<ConsentNotice> ConsentNotices() => new(
        CatalogueDocuments.ConsentNotices,
        _catalogue.ConsentNotices,
        item => item.Id,
        Source(CatalogueDocuments.ConsentNotices),
        [new(QueryParameter.Id("purpose"), item => item.Purpose)],
        item => [item.Text]);

    private BrowsableList<Delegation> Delegations() => new(
        CatalogueDocuments.Delegations,
        _catalogue.Delegations,
        item => item.Id,
        Source(CatalogueDocuments.Delegations),
        [
            new(QueryParameter.Jurisdiction, item => _catalogue.GetProgram(item.Program).Jurisdiction),
            new(QueryParameter.Id("agency"), item => item.Delegate),
            new(QueryParameter.Id("program"), item => item.Program),
        ],
        item => [new(item.Authority, item.Program)]);

    private BrowsableList<IdentityProvider> IdentityProviders() => new(
        CatalogueDocuments.IdentityProviders,
        _catalogue.IdentityProviders,
        item => item.Id,
        Source(CatalogueDocuments.IdentityProviders),
        [
            new(QueryParameter.Jurisdiction, item => OrganizationOf(item.Organization).Jurisdiction),
            new(QueryParameter.Id("agency"), item => item.Organization),
        ],
        item => [item.Name]);

    private BrowsableList<Organization> Organizations() => new(
        CatalogueDocuments.Organizations,
        _catalogue.Organizations,
        item => item.Id,
        Source(CatalogueDocuments.Organizations),
        [new(QueryParameter.Jurisdiction, item => item.Jurisdiction), new(KindParameter(), item => Kind(item.Kind))],
        item => [item.Name, item.Description]);

    private BrowsableList<Participant> Participants() => new(
        CatalogueDocuments.Participants,
        _catalogue.Participants,
        item => item.Id,
        Source(CatalogueDocuments.Participants),
        [
            new(QueryParameter.Jurisdiction, item => OrganizationOf(item.Organization).Jurisdiction),
            new(QueryParameter.Id("agency"), item => item.Organization),
            new(KindParameter(), item => Kind(OrganizationOf(item.Organization).Kind)),
            new(QueryParameter.OneOf("hosting", "hosted", "remote"), item => item.Hosting == Hosting.Hosted ? "hosted" : "remote"),
        ],
        item => [item.Name]);

    private BrowsableList<Program> Programs() => new(
        CatalogueDocuments.Programs,
        _catalogue.Programs,
        item => item.Id,
        Source(CatalogueDocuments.Programs),
        [new(QueryParameter.Jurisdiction, item => item.Jurisdiction), new(QueryParameter.Id("agency"), item => item.Agency)],
        item => [item.Name, item.Description])
    {
        Summary = ["id", "jurisdiction", "agency", "name", "description", "url", "requiredIdentityLevel"],
    };

    private BrowsableList<IntegratedService> Services() => new(
        CatalogueDocuments.Services,
        _catalogue.Services,
        item => item.Id,
        Source(CatalogueDocuments.Services),
        [new(QueryParameter.Jurisdiction, item => item.Jurisdiction), new(QueryParameter.Id("agency"), item => item.Intake)],
        item => [item.Name, item.Description])
    {
        Summary = ["id", "jurisdiction", "intake", "name", "description"],
    };
}
