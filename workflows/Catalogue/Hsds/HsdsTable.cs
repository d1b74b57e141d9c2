using System.Text.Json.Nodes;
using Integration.Workflows.Catalogue.Browsing;

namespace Integration.Workflows.Catalogue.Hsds;

/// <summary>The records that are made of one kind of thing.</summary>
/// <param name="name">Its name in addresses.</param>
/// <param name="items">The things, ordered by id.</param>
/// <param name="uuid">The UUID of the record of a thing.</param>
/// <param name="record">Makes the record of a thing.</param>
internal sealed class HsdsTable<T>(
    string name, IReadOnlyList<T> items, Func<T, string> uuid, Func<HsdsRecords, T, JsonObject> record) : IHsdsTable
    where T : notnull
{
    private const string SearchName = "search";

    private readonly Lazy<Dictionary<string, T>> _byUuid = new(() => items.ToDictionary(uuid, StringComparer.Ordinal));

    /// <summary>The texts that are searched; null when the table can't be.</summary>
    public Func<T, IEnumerable<LocalizedText>>? Texts { get; init; }

    /// <summary>The organization that a thing belongs to; null when they belong to none.</summary>
    public Func<T, string>? Organization { get; init; }

    public string Name => name;

    public IEnumerable<QueryParameter> Parameters =>
    [
        .. Texts is null ? Array.Empty<QueryParameter>() : [QueryParameter.Search(SearchName)],
        .. Organization is null ? Array.Empty<QueryParameter>() : [QueryParameter.Uuid("organization_id")],
    ];

    public IReadOnlyList<JsonObject> Select(ListQuery query, HsdsRecords records)
    {
        var words = query.Values.TryGetValue(SearchName, out var search) ? SearchText.Words(search) : [];
        var owner = query.Values.TryGetValue("organization_id", out var id) ? id.ToLowerInvariant() : null;
        var chosen = words.Count == 0 && owner is null ? items : [.. items.Where(item => Has(item, words) && IsOf(item, owner))];
        return new MappedList<T, JsonObject>(chosen, item => record(records, item));
    }

    public JsonObject? Find(string uuid, HsdsRecords records) =>
        _byUuid.Value.TryGetValue(uuid.ToLowerInvariant(), out var item) ? record(records, item) : null;

    private bool Has(T item, IReadOnlyList<string> words)
    {
        var text = words.Count == 0
            ? ""
            : string.Join('\n', Texts!(item).SelectMany(text => new[] { text.En, text.Fr }).Select(SearchText.Fold));
        return words.All(word => text.Contains(word, StringComparison.Ordinal));
    }

    private bool IsOf(T item, string? owner) => owner is null || HsdsIdentifier.Of("organization", Organization!(item)) == owner;
}
