using System.Globalization;
using System.Security.Cryptography;
using Azure.Data.Tables;

namespace Integration.Workflows.Catalogue.Archive;

/// <summary>
/// A bundle as rows of its version's partition: <c>part|{hash}|00000</c>, …, and <c>complete</c>, which names the hash that counts.
/// </summary>
internal static class BundleRows
{
    /// <summary>The key of the row that is written last.</summary>
    public const string CompleteKey = "complete";

    // A property of a table holds 64 KiB at most.
    private const int PartLength = 60 * 1024;

    /// <summary>
    /// The rows in the order in which they are to be written. Parts are named after the hash of their bundle: hosts that compress
    /// differently never mix theirs.
    /// </summary>
    public static IReadOnlyList<TableEntity> Of(string version, byte[] bundle)
    {
        var hash = HashOf(bundle);
        List<TableEntity> parts =
        [
            .. bundle.Chunk(PartLength).Index().Select(part => new TableEntity(
                version, string.Create(CultureInfo.InvariantCulture, $"{Prefix(hash)}{part.Index:D5}"))
            {
                ["data"] = part.Item,
            }),
        ];
        return [.. parts, new TableEntity(version, CompleteKey) { ["hash"] = hash, ["parts"] = parts.Count }];
    }

    /// <summary>Selects the parts of the bundle that a complete row names.</summary>
    public static string FilterOf(TableEntity complete)
    {
        var prefix = Prefix(HashIn(complete));
        return TableClient.CreateQueryFilter(
            $"PartitionKey eq {complete.PartitionKey} and RowKey ge {prefix} and RowKey lt {prefix + "~"}");
    }

    /// <summary>The bundle that a complete row names, from its parts.</summary>
    /// <exception cref="InvalidDataException">It is not there as it was written.</exception>
    public static byte[] Read(TableEntity complete, IReadOnlyCollection<TableEntity> parts)
    {
        byte[] bundle =
            [.. parts.OrderBy(part => part.RowKey, StringComparer.Ordinal).SelectMany(part => part.GetBinary("data") ?? [])];
        return complete.GetInt32("parts") == parts.Count && HashOf(bundle) == HashIn(complete)
            ? bundle
            : throw new InvalidDataException(
                $"The archived catalogue '{complete.PartitionKey}' is damaged: "
                + $"{parts.Count} of {complete.GetInt32("parts")} parts are there, "
                + "or their content has changed. Restore its rows from a backup of the table.");
    }

    private static string Prefix(string hash) => $"part|{hash}|";

    private static string HashOf(byte[] bundle) => Convert.ToHexStringLower(SHA256.HashData(bundle));

    private static string HashIn(TableEntity complete) => complete.GetString("hash") ?? "";
}
