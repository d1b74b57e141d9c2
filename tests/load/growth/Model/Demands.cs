namespace Integration.Load.Growth.Model;

/// <summary>What one case asks of each limited thing, from what was counted.</summary>
internal static class Demands
{
    private const double Kibi = 1024;

    private static readonly Dictionary<string, Func<CaseCost, Assumptions, double>> Of = new(StringComparer.Ordinal)
    {
        ["bus-bytes"] = (cost, _) => cost.Bus.Sent + cost.Bus.Received,
        ["case-store-requests"] = (cost, assumed) => cost.CaseStore.Requests + assumed.ViewsPerCase,
        ["case-store-kib"] = (cost, assumed) =>
            (cost.CaseStore.BytesWritten + cost.CaseStore.BytesRead + (assumed.ViewsPerCase * cost.ViewBytes)) / Kibi,
        ["hub-requests"] = (cost, _) => cost.Hub.Requests,
        ["hub-control-messages"] = (cost, _) => cost.ControlMessages,
        ["hub-events"] = (cost, _) => cost.History.GetValueOrDefault("EventRaised"),
        ["hub-activities"] = (cost, _) => cost.History.GetValueOrDefault("TaskScheduled"),
        ["scheduler-actions"] = (cost, _) => cost.SchedulerActions,
        ["answer-sessions"] = (cost, _) => cost.Messages.GetValueOrDefault("step-results"),
        ["invocations"] = (cost, assumed) => cost.Invocations.Values.Sum() + assumed.ViewsPerCase,
    };

    /// <summary>The names of all of them.</summary>
    public static IReadOnlyCollection<string> Known => Of.Keys;

    public static double PerCase(string id, CaseCost cost, Assumptions assumed) => Of[id](cost, assumed);
}
