using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Integration.Local.FunctionsWorker.Invocation;

/// <summary>
/// Lets invocations that are under way finish when the host stops, and cancels them before the host's patience ends:
/// at three quarters of its shutdown timeout.
/// </summary>
internal sealed class InvocationLifetime : IDisposable
{
    private readonly CancellationTokenSource _ending;
    private readonly CancellationTokenRegistration _onStopping;

    public InvocationLifetime(IHostApplicationLifetime host, IOptions<HostOptions> options, TimeProvider time)
    {
        _ending = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _onStopping = host.ApplicationStopping.Register(() => _ending.CancelAfter(options.Value.ShutdownTimeout * 0.75));
    }

    /// <summary>Cancelled when an invocation has to end now.</summary>
    public CancellationToken Ending => _ending.Token;

    public void Dispose()
    {
        _onStopping.Dispose();
        _ending.Dispose();
    }
}
