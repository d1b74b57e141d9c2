using Integration.Workflows.KeyRotation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Integration.Functions.Operations;

/// <summary>Seals the keys of cases under the current master key, and says when the other master keys may be taken away.</summary>
public sealed partial class KeyRotation(CaseKeyRotation rotation, ILogger<KeyRotation> logger)
{
    // Less than what lies between two runs, and than the shortest time that a host lets a function run.
    private static readonly TimeSpan _slice = TimeSpan.FromSeconds(45);

    /// <summary>Looks every minute whether there is something to do: once a rotation is done, that is one point read.</summary>
    [Function(nameof(RotateKeys))]
    public async Task RotateKeys([TimerTrigger("30 * * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellation)
    {
        if (await rotation.RunAsync(_slice, cancellation) is not { } outcome)
        {
            return;
        }

        if (outcome.Rewrapped > 0)
        {
            LogRewrapped(outcome.Rewrapped, outcome.MasterKey);
        }

        if (outcome.IsDone)
        {
            LogDone(outcome.MasterKey);
        }
    }

    [LoggerMessage(LogLevel.Information, "Sealed the keys of {Cases} cases under master key '{MasterKey}'.")]
    private partial void LogRewrapped(int cases, string masterKey);

    [LoggerMessage(LogLevel.Information, "The key of every case is under master key '{MasterKey}': any other may be taken away.")]
    private partial void LogDone(string masterKey);
}
