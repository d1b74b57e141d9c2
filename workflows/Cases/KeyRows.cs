using Azure.Data.Tables;
using Integration.Workflows.Protection;

namespace Integration.Workflows.Cases;

/// <summary>
/// A case's key as a row of its partition. It is a row of its own so that sealing it anew neither stands in the way of what happens to
/// the case nor makes its head look as if it had moved.
/// </summary>
internal static class KeyRows
{
    public const string RowKey = "key";

    private const string MasterKey = "masterKey";
    private const string Sealed = "sealed";

    /// <summary>A filter for keys that are sealed under any master key but one.</summary>
    public static string NotUnder(string masterKey) => TableClient.CreateQueryFilter($"RowKey eq {RowKey} and masterKey ne {masterKey}");

    public static TableEntity Of(string id, WrappedKey key) => new(id, RowKey) { [MasterKey] = key.MasterKey, [Sealed] = key.Sealed };

    public static WrappedKey Read(TableEntity row) => new(Text(row, MasterKey), Text(row, Sealed));

    private static string Text(TableEntity row, string name) =>
        row.GetString(name) ?? throw new InvalidOperationException($"The key of case {row.PartitionKey} has no {name}.");
}
