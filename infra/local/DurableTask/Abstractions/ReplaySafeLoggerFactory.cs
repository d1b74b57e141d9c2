using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask;

/// <summary>Makes replay-safe loggers of another factory, which it does not own.</summary>
internal sealed class ReplaySafeLoggerFactory(TaskOrchestrationContext context, ILoggerFactory loggers) : ILoggerFactory
{
    public void AddProvider(ILoggerProvider provider) => loggers.AddProvider(provider);

    public ILogger CreateLogger(string categoryName) => new ReplaySafeLogger(context, loggers.CreateLogger(categoryName));

    public void Dispose()
    {
    }
}
