using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using Microsoft.DurableTask.Testing.Sidecar;
using Microsoft.Extensions.Logging;

namespace Integration.Load.Functions;

/// <summary>The in-memory service of Microsoft.DurableTask.InProcessTestHost as a storage provider: it stores nothing.</summary>
internal sealed class MemoryProviderFactory(ILoggerFactory loggers) : IDurabilityProviderFactory
{
    public const string ProviderName = "memory";

    private DurabilityProvider? _provider;

    public string Name => ProviderName;

    public DurabilityProvider GetDurabilityProvider() => _provider ??= new MemoryProvider(new InMemoryOrchestrationService(loggers));

    public DurabilityProvider GetDurabilityProvider(DurableClientAttribute attribute) => GetDurabilityProvider();

    public void SetUseSeparateQueueForEntityWorkItems(bool newValue)
    {
        // There are no entities in what is measured.
    }

    private sealed class MemoryProvider(InMemoryOrchestrationService service) : DurabilityProvider(ProviderName, service, service, ProviderName)
    {
        public override void SetUseSeparateQueueForEntityWorkItems(bool newValue)
        {
            // As above.
        }
    }
}
