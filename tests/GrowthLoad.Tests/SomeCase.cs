using Integration.Load.Growth.Model;

namespace Integration.Load.Growth.Tests;

/// <summary>A case whose cost is easy to reckon with.</summary>
internal static class SomeCase
{
    public static Assumptions Assumed { get; } = new(ViewsPerCase: 10, Utilisation: 0.7, HostedLatency: 2, PartnerLatency: 600);

    public static CaseCost Cost { get; } = new()
    {
        CountedOn = "2026-11-28",
        Service = "newborn",
        Cases = 1,
        Invocations = new Dictionary<string, double> { ["TakeAnswer"] = 10, ["SubmitCase"] = 1 },
        Messages = new Dictionary<string, double> { ["step-results"] = 10, ["intake"] = 1 },
        Bus = new(20_000, 30_000),
        CaseStore = new(Transactions: 18, EntitiesWritten: 60, Queries: 26, EntitiesRead: 500, BytesWritten: 60_000, BytesRead: 400_000),
        Hub = new(20, 10, 30, 30, 30, 0, 0),
        History = new Dictionary<string, double>
        {
            ["ExecutionStarted"] = 1, ["TaskScheduled"] = 8, ["TaskCompleted"] = 8, ["EventRaised"] = 10, ["TimerCreated"] = 9,
        },
        HistoryBytes = 9_000,
        StoredRows = 40,
        StoredBytes = 25_000,
        ViewBytes = 30_000,
    };

    public static Limit Limit(string id, double perSecond, int most, bool isSpread = false) =>
        new(id, id, "units", perSecond, [most], isSpread, null, "a test", "nothing");
}
