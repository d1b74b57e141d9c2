using System.Diagnostics.CodeAnalysis;
using Azure.Messaging.ServiceBus;
using Integration.Local.FunctionsHost.ServiceBus.Settling;
using Integration.Local.FunctionsHost.Triggers;

namespace Integration.Local.FunctionsHost.ServiceBus;

/// <summary>Invokes a function with many messages at once, one batch after the other; of sessions, one session after the other.</summary>
internal sealed class BatchListener(
    ServiceBusFunction function,
    ServiceBusSettings settings,
    ServiceBusClients clients,
    MessageInvoker invoker,
    ReceiveErrors errors,
    TimeProvider time) : ITriggerListener
{
    private static readonly TimeSpan _pauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly ListenerStop _stop = new(time);
    private readonly ServiceBusClient _client = clients.For(function.Connection);
    private Task _receiving = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellation)
    {
        _receiving = Task.Run(ReceiveAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellation) => _stop.StopAsync(() => _receiving, cancellation);

    public ValueTask DisposeAsync()
    {
        _stop.Dispose();
        return ValueTask.CompletedTask;
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever stops one receiver must not stop the next; it is told.")]
    private async Task ReceiveAsync()
    {
        while (!_stop.Stopping.IsCancellationRequested)
        {
            try
            {
                await using var receiver = await OpenAsync();
                while (await DeliverAsync(receiver))
                {
                }
            }
            catch (OperationCanceledException) when (_stop.Stopping.IsCancellationRequested)
            {
                return;
            }
            catch (ServiceBusException error) when (error.Reason == ServiceBusFailureReason.ServiceTimeout)
            {
                // No session has messages; ask again.
            }
            catch (Exception error)
            {
                errors.Tell("Receive", error);
                await Task.Delay(_pauseAfterFailure, time, _stop.Stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<ServiceBusReceiver> OpenAsync() => function.HasSessions
        ? await function.AcceptNextSessionAsync(
            _client, new ServiceBusSessionReceiverOptions { PrefetchCount = settings.PrefetchCount }, _stop.Stopping)
        : function.CreateReceiver(_client, new ServiceBusReceiverOptions { PrefetchCount = settings.PrefetchCount });

    /// <returns>Whether the receiver can go on: a session without messages is given up for the next.</returns>
    private async Task<bool> DeliverAsync(ServiceBusReceiver receiver)
    {
        var session = receiver is ServiceBusSessionReceiver accepted ? new SessionReceiverLock(accepted) : null;
        var batch = await CollectAsync(receiver, session is null ? null : settings.SessionIdleTimeout);
        if (batch.Count == 0)
        {
            return session is null;
        }

        errors.Recover();
        var held = batch.ConvertAll(message => new HeldMessage(message, new ReceiverMessageLock(receiver, message)));
        await invoker.InvokeAsync(function, new MessageDelivery(held, session), _stop.Ending);
        return session is not { IsReleased: true };
    }

    private async Task<List<ServiceBusReceivedMessage>> CollectAsync(ServiceBusReceiver receiver, TimeSpan? wait)
    {
        var batch = new List<ServiceBusReceivedMessage>();
        batch.AddRange(await receiver.ReceiveMessagesAsync(settings.MaxMessageBatchSize, wait, _stop.Stopping));
        var first = time.GetTimestamp();
        while (batch.Count > 0 && batch.Count < settings.MinMessageBatchSize
            && settings.MaxBatchWaitTime - time.GetElapsedTime(first) is var left && left > TimeSpan.Zero)
        {
            batch.AddRange(await receiver.ReceiveMessagesAsync(settings.MaxMessageBatchSize - batch.Count, left, _stop.Stopping));
        }

        return batch;
    }
}
