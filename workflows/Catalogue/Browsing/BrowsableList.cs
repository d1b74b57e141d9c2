using System.Text.Json;
using System.Text.Json.Nodes;

namespace Integration.Workflows.Catalogue.Browsing;

/// <summary>One kind of thing of a catalogue, shown as it is written in the packs.</summary>
/// <param name="name">Its name in addresses.</param>
/// <param name="items">All of them, ordered by id.</param>
/// <param name="id">The id of one.</param>
/// <param name="source">One as it was written.</param>
/// <param name="filters">What can be asked for.</param>
/// <param name="texts">What is searched, beside the id; null when the list can't be searched.</param>
internal sealed class BrowsableList<T>(
    string name,
    IReadOnlyList<T> items,
    Func<T, string> id,
    Func<string, JsonElement?> source,
    IReadOnlyList<ListFilter<T>> filters,
    Func<T, IEnumerable<LocalizedText>>? texts = null) : IBrowsableList
{
    private const string SearchName = "q";

    private readonly Lazy<string[]> _searchable =
        new(() => [.. items.Select(item => SearchText.Fold(string.Join('\n', TextsOf(item, id, texts))))]);

    /// <summary>The members that items have in the list; null for all. The item itself always has all.</summary>
    public IReadOnlyList<string>? Summary { get; init; }

    public string Name => name;

    public int Count => items.Count;

    public ListAnswer Page(IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> query)
    {
        IEnumerable<QueryParameter> known = filters.Select(filter => filter.Parameter);
        return ListQuery.Read(query, texts is null ? known : known.Append(QueryParameter.Search(SearchName)), out var errors) is { } asked
            ? new ListAnswer.Found(asked.Page.Of(new MappedList<T, JsonObject>(Select(asked.Values), Summarize)))
            : new ListAnswer.Wrong(errors);
    }

    public JsonObject? Find(string itemId) => source(itemId) is { } written ? Copy(written, null) : null;

    private static IEnumerable<string> TextsOf(T item, Func<T, string> id, Func<T, IEnumerable<LocalizedText>>? texts) =>
        [id(item), .. (texts?.Invoke(item) ?? []).SelectMany(text => new[] { text.En, text.Fr })];

    private static JsonObject Copy(JsonElement written, IReadOnlyList<string>? members)
    {
        var copy = new JsonObject();
        foreach (var member in written.EnumerateObject().Where(member => members?.Contains(member.Name) ?? member.Name != "$schema"))
        {
            copy.Add(member.Name, ToNode(member.Value));
        }

        return copy;
    }

    private static JsonNode? ToNode(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => JsonObject.Create(value),
        JsonValueKind.Array => JsonArray.Create(value),
        _ => JsonValue.Create(value),
    };

    private JsonObject Summarize(T item) => Copy(source(id(item)) ?? default, Summary);

    private IReadOnlyList<T> Select(IReadOnlyDictionary<string, string> values)
    {
        var asked = filters.Where(filter => values.ContainsKey(filter.Parameter.Name)).ToList();
        var words = values.TryGetValue(SearchName, out var text) ? SearchText.Words(text) : [];
        return asked.Count == 0 && words.Count == 0
            ? items
            : [.. items.Where((item, index) => asked.TrueForAll(filter => filter.Value(item) == values[filter.Parameter.Name])
                && words.All(word => _searchable.Value[index].Contains(word, StringComparison.Ordinal)))];
    }
}
