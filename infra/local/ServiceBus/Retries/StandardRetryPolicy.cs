using Azure.Messaging.ServiceBus;

namespace Integration.Local.ServiceBus.Retries;

/// <summary>Retries what is transient as the options say, each delay up to a fifth longer or shorter by chance.</summary>
/// <param name="options">How often and how long.</param>
/// <param name="random">Chance, from 0 up to 1.</param>
internal sealed class StandardRetryPolicy(ServiceBusRetryOptions options, Func<double> random) : ServiceBusRetryPolicy
{
    private const double Jitter = 0.2;
    private static readonly TimeSpan _busyDelay = TimeSpan.FromSeconds(10);

    private readonly ServiceBusRetryMode _mode = options.Mode;
    private readonly int _maxRetries = options.MaxRetries;
    private readonly TimeSpan _delay = options.Delay;
    private readonly TimeSpan _maxDelay = options.MaxDelay;
    private readonly TimeSpan _tryTimeout = options.TryTimeout;

    public override TimeSpan CalculateTryTimeout(int attemptCount) => _tryTimeout;

    public override TimeSpan? CalculateRetryDelay(Exception lastException, int attemptCount)
    {
        if (attemptCount > _maxRetries || lastException is not ServiceBusException { IsTransient: true } failure)
        {
            return null;
        }

        var delay = _mode == ServiceBusRetryMode.Fixed ? _delay : _delay * Math.Pow(2, Math.Min(attemptCount, 30) - 1);
        var spread = delay * (1 - Jitter + 2 * Jitter * random());
        var busy = failure.Reason == ServiceBusFailureReason.ServiceBusy ? _busyDelay : TimeSpan.Zero;
        var capped = spread < _maxDelay ? spread : _maxDelay;
        return capped > busy ? capped : busy;
    }
}
