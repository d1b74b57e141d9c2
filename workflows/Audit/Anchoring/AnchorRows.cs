using System.Globalization;
using System.IO.Compression;
using System.Text;
using Azure.Data.Tables;

namespace Integration.Workflows.Audit.Anchoring;

/// <summary>
/// Anchors as rows of one partition: <c>anchor|…</c> counts down, so that the newest comes first; <c>leaves|sequence|part</c> holds up to
/// 500 leaves, compressed. Rows that somebody damaged are read as far as they can be: verification says what is wrong with them.
/// </summary>
internal static class AnchorRows
{
    private const string Partition = "anchors";
    private const string AnchorPrefix = "anchor|";
    private const string LeavesPrefix = "leaves|";

    // 500 lines of at most 113 bytes are below 60 KiB even where nothing can be compressed; a property holds 64 KiB.
    private const int LeavesInRow = 500;
    private const int LongestPart = 1024 * 1024;

    /// <summary>The query for all anchors.</summary>
    public static string Anchors { get; } = Between(AnchorPrefix, "anchor}");

    /// <summary>The keys of an anchor's row.</summary>
    public static (string Partition, string Row) KeyOf(long sequence) => (Partition, AnchorPrefix + Digits(long.MaxValue - sequence));

    /// <summary>The query for an anchor's leaves.</summary>
    public static string LeavesOf(long sequence) => Between($"{LeavesPrefix}{Digits(sequence)}|", $"{LeavesPrefix}{Digits(sequence)}}}");

    /// <summary>The rows of an anchor, the anchor itself first.</summary>
    public static IEnumerable<TableEntity> Of(SealedAnchor anchor) =>
        anchor.Leaves.Chunk(LeavesInRow).Index()
            .Select(part => LeavesRow(anchor.Anchor.Sequence, part.Index, part.Item))
            .Prepend(Row(anchor.Anchor));

    /// <summary>An anchor from its row.</summary>
    public static AuditAnchor ReadAnchor(TableEntity row) => new(
        Value<long>(row, "sequence"),
        Value<DateTimeOffset>(row, "at"),
        Value<DateTimeOffset>(row, "seenUntil"),
        Value<string>(row, "previousHash") ?? "",
        Value<string>(row, "root") ?? "",
        Value<int>(row, "count"),
        Value<string>(row, "hash") ?? "");

    /// <summary>The leaves of a row; one that can't be read is left out, and the root shows it.</summary>
    public static IEnumerable<AnchoredTip> ReadLeaves(TableEntity row) =>
        Decompress(Value<byte[]>(row, "leaves") ?? []).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(AnchoredTip.Parse)
            .OfType<AnchoredTip>();

    private static TableEntity Row(AuditAnchor anchor) => new(Partition, KeyOf(anchor.Sequence).Row)
    {
        ["sequence"] = anchor.Sequence,
        ["at"] = anchor.At,
        ["seenUntil"] = anchor.SeenUntil,
        ["previousHash"] = anchor.PreviousHash,
        ["root"] = anchor.Root,
        ["count"] = anchor.Count,
        ["hash"] = anchor.Hash,
    };

    private static TableEntity LeavesRow(long sequence, int part, AnchoredTip[] leaves) =>
        new(Partition, string.Create(CultureInfo.InvariantCulture, $"{LeavesPrefix}{Digits(sequence)}|{part:D4}"))
        {
            ["leaves"] = Compress(string.Join('\n', leaves.Select(leaf => leaf.ToString()))),
        };

    private static string Between(string from, string until) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey ge {from} and RowKey lt {until}");

    private static string Digits(long number) => number.ToString("D19", CultureInfo.InvariantCulture);

    private static T? Value<T>(TableEntity row, string name) => row.TryGetValue(name, out var value) && value is T known ? known : default;

    private static byte[] Compress(string text)
    {
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.Fastest))
        {
            brotli.Write(Encoding.UTF8.GetBytes(text));
        }

        return compressed.ToArray();
    }

    // No more is read than a row can hold of leaves, whatever somebody put there.
    private static string Decompress(byte[] data)
    {
        var text = new byte[LongestPart];
        return BrotliDecoder.TryDecompress(data, text, out var length) ? Encoding.UTF8.GetString(text, 0, length) : "";
    }
}
