using System.Diagnostics.CodeAnalysis;
using Azure.Messaging.ServiceBus;

namespace Integration.Local.FunctionsHost.ServiceBus.Settling;

/// <summary>
/// A message while its function runs. It is settled once, by the function or at the end of the invocation, and never both at a time.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A worker's call may wait at the gate for longer than the message is held.")]
internal sealed class HeldMessage(ServiceBusReceivedMessage message, IMessageLock messageLock)
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private bool _isSettled;
    private bool _hasEnded;

    public ServiceBusReceivedMessage Message => message;

    /// <summary>Settles the message for its function.</summary>
    /// <exception cref="SettlementRefusedException">It is settled, or its invocation has ended.</exception>
    public Task SettleAsync(Func<IMessageLock, Task> settle) => UseAsync(async () =>
    {
        await settle(messageLock);
        _isSettled = true;
    });

    /// <exception cref="SettlementRefusedException">The message is settled, or its invocation has ended.</exception>
    public Task RenewLockAsync() => UseAsync(messageLock.RenewAsync);

    /// <summary>Ends the invocation, and settles what the function has left.</summary>
    /// <param name="settle">Null to leave the message under its lock.</param>
    public async Task EndAsync(Func<IMessageLock, Task>? settle)
    {
        await _gate.WaitAsync(CancellationToken.None);
        try
        {
            _hasEnded = true;
            if (!_isSettled && settle is not null)
            {
                await settle(messageLock);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task UseAsync(Func<Task> action)
    {
        await _gate.WaitAsync(CancellationToken.None);
        try
        {
            if (_isSettled)
            {
                throw SettlementRefusedException.SettledAlready(message.LockToken);
            }

            if (_hasEnded)
            {
                throw SettlementRefusedException.NotHeld(message.LockToken);
            }

            await action();
        }
        finally
        {
            _gate.Release();
        }
    }
}
