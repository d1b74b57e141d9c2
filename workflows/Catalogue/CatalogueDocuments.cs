using System.Text.Json;

namespace Integration.Workflows.Catalogue;

/// <summary>The things of a catalogue as they are written in the packs, by list and id.</summary>
internal sealed class CatalogueDocuments
{
    public const string Agreements = "agreements";
    public const string ConsentNotices = "consent-notices";
    public const string Delegations = "delegations";
    public const string IdentityProviders = "identity-providers";
    public const string Organizations = "organizations";
    public const string Participants = "participants";
    public const string Programs = "programs";
    public const string Services = "services";

    private readonly Dictionary<(string List, string Id), JsonElement> _documents = [];

    /// <summary>Adds a list.</summary>
    public CatalogueDocuments With(string list, IEnumerable<(string Id, JsonElement Written)> items)
    {
        foreach (var (id, written) in items)
        {
            _documents.Add((list, id), written);
        }

        return this;
    }

    /// <summary>One thing, or null when there is none of that list and id.</summary>
    public JsonElement? Find(string list, string id) => _documents.TryGetValue((list, id), out var written) ? written : null;
}
