using BenchmarkDotNet.Attributes;
using DurableTask.Core.History;
using Integration.Local.DurableTask.Sqlite.History;

namespace Integration.Load.DurableTask.Parts;

/// <summary>A work item's events to bytes and back: an answer came, and the next activity is called.</summary>
[MemoryDiagnoser]
public class HistoryCodecParts
{
    private static readonly HistoryEvent[] Events =
    [
        new OrchestratorStartedEvent(-1),
        new TaskCompletedEvent(-1, 4, "{\"outcome\":\"eligible\"}"),
        new TaskScheduledEvent(5, "TakeTurns", "", "{\"caseId\":\"0b1c\",\"tasks\":[\"referral/maple\"]}"),
        new OrchestratorCompletedEvent(-1),
    ];

    private static readonly byte[] Bytes = HistoryCodec.Encode(Events);

    [Benchmark]
    public byte[] Encode() => HistoryCodec.Encode(Events);

    [Benchmark]
    public object Decode()
    {
        var history = new List<HistoryEvent>();
        HistoryCodec.Decode(Bytes, history);
        return history;
    }
}
