using BenchmarkDotNet.Attributes;
using Integration.Local.DurableTask.History;

namespace Integration.Load.DurableTask.Parts;

/// <summary>A turn's events to bytes and back: an answer came, and the next activity is called.</summary>
[MemoryDiagnoser]
public class HistoryCodecParts
{
    private static readonly HistoryEvent[] Turn =
    [
        new TaskCompleted(4, "{\"outcome\":\"eligible\"}"),
        new TaskScheduled(5, "TakeTurns", "", "{\"caseId\":\"0b1c\",\"tasks\":[\"referral/maple\"]}", null),
    ];

    private static readonly byte[] Bytes = HistoryCodec.Encode(Turn);

    [Benchmark]
    public byte[] Encode() => HistoryCodec.Encode(Turn);

    [Benchmark]
    public object Decode() => HistoryCodec.Decode(Bytes);
}
