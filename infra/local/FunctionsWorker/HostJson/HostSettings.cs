namespace Integration.Local.FunctionsWorker.HostJson;

/// <summary>What host.json says, as far as this host goes by it.</summary>
/// <param name="RoutePrefix">The path before every HTTP route. The default is <c>api</c>; empty for none.</param>
/// <param name="ServiceBus">Settlement, concurrency, prefetch and locks of Service Bus triggers.</param>
/// <param name="DurableTask">Concurrency of the durable engine.</param>
/// <param name="LogLevels">Level by category; <c>Default</c> is all others.</param>
internal sealed record HostSettings(
    string RoutePrefix,
    ServiceBusSettings ServiceBus,
    DurableTaskSettings DurableTask,
    IReadOnlyDictionary<string, string> LogLevels)
{
    public static HostSettings Default { get; } =
        new("api", new ServiceBusSettings(), new DurableTaskSettings(), new Dictionary<string, string>());
}
