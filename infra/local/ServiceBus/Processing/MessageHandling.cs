using Azure.Messaging.ServiceBus;

namespace Integration.Local.ServiceBus.Processing;

/// <summary>One message through its handler: completed when that ends well, abandoned when it throws.</summary>
internal sealed class MessageHandling(ErrorReporter errors, ServiceBusReceiveMode mode, bool autoComplete)
{
    /// <returns>What failed; null: nothing.</returns>
    public async Task<Exception?> RunAsync(
        ServiceBusReceivedMessage message, ServiceBusReceiver receiver, Func<Task> handler, CancellationToken stopping)
    {
        var source = ServiceBusErrorSource.ProcessMessageCallback;
        try
        {
            await handler().ConfigureAwait(false);
            if (mode == ServiceBusReceiveMode.PeekLock && autoComplete && !message.IsSettled)
            {
                source = ServiceBusErrorSource.Complete;
                // What a handler did is kept, also while the processor stops.
                await receiver.CompleteMessageAsync(message, CancellationToken.None).ConfigureAwait(false);
            }

            return null;
        }
        catch (OperationCanceledException canceled) when (stopping.IsCancellationRequested)
        {
            await AbandonAsync(message, receiver, stopping).ConfigureAwait(false);
            return canceled;
        }
        catch (Exception exception)
        {
            await errors.ReportAsync(exception, source, stopping).ConfigureAwait(false);
            if (!IsOfLostLock(exception))
            {
                await AbandonAsync(message, receiver, stopping).ConfigureAwait(false);
            }

            return exception;
        }
    }

    private static bool IsOfLostLock(Exception exception) => exception is ServiceBusException
    {
        Reason: ServiceBusFailureReason.MessageLockLost or ServiceBusFailureReason.SessionLockLost,
    };

    private async Task AbandonAsync(ServiceBusReceivedMessage message, ServiceBusReceiver receiver, CancellationToken stopping)
    {
        if (message.IsSettled || mode != ServiceBusReceiveMode.PeekLock)
        {
            return;
        }

        try
        {
            await receiver.AbandonMessageAsync(message, null, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            await errors.ReportAsync(exception, ServiceBusErrorSource.Abandon, stopping).ConfigureAwait(false);
        }
    }
}
