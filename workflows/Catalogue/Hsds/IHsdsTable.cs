using System.Text.Json.Nodes;
using Integration.Workflows.Catalogue.Browsing;

namespace Integration.Workflows.Catalogue.Hsds;

/// <summary>A table of HSDS that can be asked for by page and by filter.</summary>
internal interface IHsdsTable
{
    /// <summary>Its name in addresses.</summary>
    string Name { get; }

    /// <summary>What it can be asked for, beside pages and language.</summary>
    IEnumerable<QueryParameter> Parameters { get; }

    /// <summary>The records that have what a query asks for, made when they are looked at.</summary>
    IReadOnlyList<JsonObject> Select(ListQuery query, HsdsRecords records);

    /// <summary>One record, or null when there is none of that UUID.</summary>
    JsonObject? Find(string uuid, HsdsRecords records);
}
