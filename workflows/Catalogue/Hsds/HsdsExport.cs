using System.Text.Json.Nodes;
using Integration.Workflows.Catalogue.Browsing;

namespace Integration.Workflows.Catalogue.Hsds;

/// <summary>
/// A catalogue in the names of Open Referral HSDS 3.0: each program is a <c>service</c> of its agency, and each integrated service is
/// the <c>program</c> that brings those services together and, as the life event that it is about, a term of a taxonomy. HSDS has one
/// language, so there is one export for each. Pure.
/// </summary>
public sealed class HsdsExport
{
    private const string LanguageName = "language";

    // The catalogue does not know when each thing changed. So whoever asks for what was modified after some day gets everything:
    // too much does no harm, too little does.
    private static readonly QueryParameter ModifiedAfter = QueryParameter.Moment("modified_after");

    private static readonly QueryParameter Language = QueryParameter.OneOf(LanguageName, "en", "fr");

    private readonly HsdsLinks _links;
    private readonly IReadOnlyList<IHsdsTable> _tables;

    /// <param name="catalogue">What is exported.</param>
    public HsdsExport(ServiceCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        _links = new(catalogue);
        _tables = TablesOf(catalogue);
        Tables = [.. _tables.Select(table => table.Name)];
    }

    /// <summary>The names of the tables.</summary>
    public IReadOnlyList<string> Tables { get; }

    /// <summary>
    /// The page of a table that a query asks for: <c>page</c>, <c>per_page</c>, <c>language</c> (<c>en</c> by default, or <c>fr</c>),
    /// <c>modified_after</c> and, where the table has them, <c>search</c> and <c>organization_id</c>; all must hold.
    /// </summary>
    /// <param name="table">The name of the table.</param>
    /// <param name="query">The parameters with all their values.</param>
    /// <param name="day">The day whose figures the records show.</param>
    public ListAnswer Page(string table, IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> query, DateOnly day)
    {
        if (FindTable(table) is not { } found)
        {
            return new ListAnswer.NoSuchList(Tables);
        }

        return ListQuery.Read(query, [.. found.Parameters, ModifiedAfter, Language], out var errors) is { } asked
            ? new ListAnswer.Found(asked.Page.Of(found.Select(asked, new(_links, LanguageOf(asked.Values), day))))
            : new ListAnswer.Wrong(errors);
    }

    /// <summary>One record, or null when the table or the record is not there.</summary>
    /// <param name="table">The name of the table.</param>
    /// <param name="id">Its UUID.</param>
    /// <param name="query">At most <c>language</c>.</param>
    /// <param name="day">The day whose figures the record shows.</param>
    /// <param name="errors">What is wrong with the query.</param>
    public JsonObject? Find(
        string table,
        string id,
        IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> query,
        DateOnly day,
        out IReadOnlyList<ParameterError> errors)
    {
        ArgumentNullException.ThrowIfNull(id);
        return ListQuery.ReadValues(query, [Language], out errors) is { } values
            ? FindTable(table)?.Find(id, new(_links, LanguageOf(values), day))
            : null;
    }

    private static string LanguageOf(IReadOnlyDictionary<string, string> values) => values.GetValueOrDefault(LanguageName, "en");

    private static IReadOnlyList<IHsdsTable> TablesOf(ServiceCatalogue catalogue) =>
    [
        new HsdsTable<Organization>(
            "organizations",
            catalogue.Organizations,
            item => HsdsIdentifier.Of("organization", item.Id),
            (records, item) => records.Organization(item))
        {
            Texts = item => [item.Name, item.Description],
        },
        new HsdsTable<IntegratedService>(
            "programs",
            catalogue.Services,
            item => HsdsIdentifier.Of("program", item.Id),
            (records, item) => records.Program(item))
        {
            Texts = item => [item.Name, item.Description],
            Organization = item => item.Intake,
        },
        new HsdsTable<Program>(
            "services", catalogue.Programs, item => HsdsIdentifier.Of("service", item.Id), (records, item) => records.Service(item))
        {
            Texts = item => [item.Name, item.Description],
            Organization = item => item.Agency,
        },
        new HsdsTable<string>(
            "taxonomies",
            [HsdsRecords.LifeEventsKey],
            item => HsdsIdentifier.Of("taxonomy", item),
            (records, _) => records.Taxonomy()),
        new HsdsTable<IntegratedService>(
            "taxonomy_terms",
            catalogue.Services,
            item => HsdsIdentifier.Of("taxonomy_term", item.Id),
            (records, item) => records.TaxonomyTerm(item)),
    ];

    private IHsdsTable? FindTable(string name) => _tables.FirstOrDefault(table => table.Name == name);
}
