namespace Integration.Load.Growth.Model;

/// <summary>What a million cases cost.</summary>
internal static class Bill
{
    private const double Million = 1_000_000;
    private const double HoursPerYear = 365.25 * 24;
    private const double GigabytesOfInstance = 2;
    private const double BytesOfGigabyte = 1_000_000_000;
    private const double TenThousand = 10_000;

    /// <param name="cost">One case.</param>
    /// <param name="assumed">Views among others.</param>
    /// <param name="needs">The units that are there all year.</param>
    /// <param name="casesPerYear">The cases that share them.</param>
    /// <param name="backend">The durable backend.</param>
    /// <param name="monthsKept">How long a case is kept.</param>
    /// <param name="prices">The prices.</param>
    public static IReadOnlyList<CostLine> OfMillionCases(
        CaseCost cost, Assumptions assumed, IReadOnlyList<Need> needs, double casesPerYear, string backend, double monthsKept,
        PriceList prices)
    {
        var executions = Need("invocations").PerCase * Million;
        var gigabyteSeconds = executions / (Need("invocations").Limit.PerSecond * assumed.Utilisation) * GigabytesOfInstance;
        var hub = cost.Hub;
        List<CostLine> lines =
        [
            Line("Service Bus Premium", UnitHours("bus-bytes"), "messaging unit hours", "messagingUnitHour", 1),
            Line("Functions: executions", executions, "executions", "executionsMillion", Million),
            Line("Functions: memory while running", gigabyteSeconds, "GB-s", "gigabyteSecond", 1),
            Line("Case store: requests", Need("case-store-requests").PerCase * Million, "requests", "tableRequests10k", TenThousand),
            Line("Case store: kept", cost.StoredBytes * Million / BytesOfGigabyte * monthsKept, "GB-months", "tableGigabyteMonth", 1),
        ];
        lines.AddRange(backend == Backends.Scheduler
            ? [Line("Durable Task Scheduler", UnitHours("scheduler-actions"), "capacity unit hours", "schedulerUnitHour", 1)]
            :
            [
                Line("Hub: tables", (hub.TableReads + hub.TableWrites) * Million, "requests", "tableRequests10k", TenThousand),
                Line("Hub: queues", (hub.QueuePuts + hub.QueueGets + hub.QueueDeletes + hub.QueueUpdates) * Million, "requests",
                    "queueRequests10k", TenThousand),
            ]);
        return lines;

        Need Need(string id) => needs.First(need => need.Limit.Id == id);

        double UnitHours(string id) => (Need(id).Units ?? Need(id).Limit.Most) * HoursPerYear / (casesPerYear / Million);

        CostLine Line(string what, double quantity, string unit, string price, double per) =>
            new(what, quantity, unit, quantity / per * prices[price]);
    }
}
