using Integration.Local.DurableTask.Sqlite;
using Integration.Local.FunctionsHost.Starting;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Integration.Local.FunctionsHost.Durable;

/// <summary>The storage provider <c>sqlite</c>: everything in one file of the data directory.</summary>
internal sealed class SqliteDurabilityProviderFactory(
    IOptions<DurableTaskOptions> options, HostFolder folder, TimeProvider time, ILoggerFactory loggers) : IDurabilityProviderFactory
{
    public const string ProviderName = "sqlite";

    private readonly Lock _gate = new();
    private SqliteDurabilityProvider? _provider;

    public string Name => ProviderName;

    public DurabilityProvider GetDurabilityProvider()
    {
        lock (_gate)
        {
            return _provider ??= new SqliteDurabilityProvider(
                new SqliteOrchestrationService(Read(), time, loggers.CreateLogger<SqliteOrchestrationService>()));
        }
    }

    /// <summary>There is one task hub, whatever a client calls it.</summary>
    public DurabilityProvider GetDurabilityProvider(DurableClientAttribute attribute) => GetDurabilityProvider();

    public void SetUseSeparateQueueForEntityWorkItems(bool newValue)
    {
        // Orchestrations and entities are told apart here in any case.
    }

    private SqliteOrchestrationOptions Read()
    {
        var store = new SqliteOrchestrationOptions { DatabasePath = folder.DurableTasks };
        store.MaxConcurrentActivities = options.Value.MaxConcurrentActivityFunctions ?? store.MaxConcurrentActivities;
        store.MaxConcurrentOrchestrations = options.Value.MaxConcurrentOrchestratorFunctions ?? store.MaxConcurrentOrchestrations;
        return store;
    }
}
