using Integration.Local.DurableTask.Engine;
using Integration.Local.DurableTask.Scheduling;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Integration.Local.DurableTask.Hosting;

/// <summary>Runs the engine while the host runs, and stops the host if the store fails.</summary>
internal sealed partial class EngineHostedService(
    EngineServices services, EngineHolder holder, IHostApplicationLifetime lifetime, ILogger<EngineHostedService> logger) : IHostedService
{
    private DurableEngine? _engine;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _engine = DurableEngine.Start(services, _ => lifetime.StopApplication());
        holder.Set(_engine);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _engine, null) is not { } engine)
        {
            return;
        }

        try
        {
            await engine.DisposeAsync().AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            LogImpatient();
        }

        holder.Set(null);
    }

    [LoggerMessage(LogLevel.Warning, "The host did not wait for activities that still run; they run again after the next start")]
    private partial void LogImpatient();
}
