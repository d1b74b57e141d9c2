using System.Diagnostics.CodeAnalysis;
using Azure.Messaging.ServiceBus;
using Integration.Local.FunctionsWorker.Hosting;
using Integration.Local.FunctionsWorker.HostJson;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsWorker.ServiceBus;

/// <summary>Invokes a function with many messages at once, one batch after the other; of sessions, one session after the other.</summary>
internal sealed partial class BatchListener(
    ServiceBusFunction function,
    ServiceBusSettings settings,
    ServiceBusClients clients,
    MessageInvoker invoker,
    TimeProvider time,
    ILogger<BatchListener> logger) : ITriggerListener, IDisposable
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = new();
    private readonly ServiceBusClient _client = clients.For(function.Connection);
    private Task _receiving = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _receiving = Task.Run(ReceiveAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _receiving.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever stops one receiver must not stop the next.")]
    private async Task ReceiveAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await using var receiver = await OpenAsync();
                while (await DeliverAsync(receiver))
                {
                }
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (ServiceBusException error) when (error.Reason == ServiceBusFailureReason.ServiceTimeout)
            {
                // No session has messages; ask again.
            }
            catch (Exception error)
            {
                LogReceiverFailed(function.Function.Name, function.Entity, error);
                await Task.Delay(PauseAfterFailure, time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<ServiceBusReceiver> OpenAsync() => function.HasSessions
        ? await function.AcceptNextSessionAsync(
            _client, new ServiceBusSessionReceiverOptions { PrefetchCount = settings.PrefetchCount }, _stopping.Token)
        : function.CreateReceiver(_client, new ServiceBusReceiverOptions { PrefetchCount = settings.PrefetchCount });

    /// <returns>Whether the receiver can go on: a session without messages is given up for the next.</returns>
    private async Task<bool> DeliverAsync(ServiceBusReceiver receiver)
    {
        var session = receiver is ServiceBusSessionReceiver held ? new SessionReceiverActions(held) : null;
        var wait = session is null ? null : settings.SessionIdleTimeout;
        var batch = await receiver.ReceiveMessagesAsync(settings.MaxMessageBatchSize, wait, _stopping.Token);
        if (batch.Count == 0)
        {
            return session is null;
        }

        var actions = new BatchMessageActions(receiver, batch);
        if (await SucceedsAsync(new MessageDelivery(batch, actions, session)))
        {
            await SettleAsync(function.CompletesMessages ? actions.Unsettled : [], message => actions.CompleteMessageAsync(message));
        }
        else
        {
            await SettleAsync(actions.Unsettled, message => actions.AbandonMessageAsync(message));
        }

        return session is not { IsReleased: true };
    }

    [SuppressMessage(
        "Design", "CA1031", Justification = "Whatever a function throws, its messages are abandoned; the invoker has told it.")]
    private async Task<bool> SucceedsAsync(MessageDelivery delivery)
    {
        try
        {
            await invoker.InvokeAsync(function.Function, delivery);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private async Task SettleAsync(IEnumerable<ServiceBusReceivedMessage> messages, Func<ServiceBusReceivedMessage, Task> settle)
    {
        foreach (var message in messages.ToList())
        {
            try
            {
                await settle(message);
            }
            catch (ServiceBusException error)
            {
                LogNotSettled(function.Function.Name, message.MessageId, error);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function}: receiving from {Entity} failed")]
    private partial void LogReceiverFailed(string function, string entity, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function}: message {MessageId} could not be settled and will be delivered again")]
    private partial void LogNotSettled(string function, string? messageId, Exception error);
}
