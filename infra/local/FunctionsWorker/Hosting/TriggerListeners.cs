using Microsoft.Extensions.Hosting;

namespace Integration.Local.FunctionsWorker.Hosting;

/// <summary>
/// Starts the listeners when the whole host is up, and stops them before anything else stops: what a function needs is there as long as
/// it runs.
/// </summary>
internal sealed class TriggerListeners(IEnumerable<ITriggerListener> listeners, IHostApplicationLifetime lifetime) : IHostedLifecycleService
{
    private readonly ITriggerListener[] _listeners = [.. listeners];

    public Task StartedAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_listeners.Select(listener => listener.StartAsync(cancellationToken)));

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        // The time that invocations have left counts from here.
        lifetime.StopApplication();
        return Task.WhenAll(_listeners.Select(listener => listener.StopAsync(cancellationToken)));
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
