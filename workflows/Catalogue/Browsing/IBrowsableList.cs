using System.Text.Json.Nodes;

namespace Integration.Workflows.Catalogue.Browsing;

/// <summary>A list that can be asked for by page and by filter.</summary>
internal interface IBrowsableList
{
    /// <summary>Its name in addresses.</summary>
    string Name { get; }

    /// <summary>How many items it has.</summary>
    int Count { get; }

    /// <summary>The page that a query asks for.</summary>
    ListAnswer Page(IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> query);

    /// <summary>One item, or null when there is none of that id.</summary>
    JsonObject? Find(string id);
}
