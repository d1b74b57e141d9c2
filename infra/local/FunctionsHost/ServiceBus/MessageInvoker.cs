using System.Diagnostics.CodeAnalysis;
using Azure.Messaging.ServiceBus;
using Integration.Local.FunctionsHost.Functions;
using Integration.Local.FunctionsHost.ServiceBus.Messages;
using Integration.Local.FunctionsHost.ServiceBus.Settling;
using Integration.Local.FunctionsHost.Worker;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsHost.ServiceBus;

/// <summary>
/// Invokes a function with what was delivered, and settles what the function has left: completed where it succeeded and the host is to
/// complete, abandoned where it failed. Nothing of an invocation that did not succeed is ever completed.
/// </summary>
internal sealed partial class MessageInvoker(IFunctionInvoker invoker, LockRegistry locks, ILogger<MessageInvoker> logger)
{
    /// <summary>Returns when the messages are settled, or left to their locks.</summary>
    /// <param name="function">What to invoke.</param>
    /// <param name="delivery">What with.</param>
    /// <param name="ending">Cuts the function short.</param>
    public async Task InvokeAsync(ServiceBusFunction function, MessageDelivery delivery, CancellationToken ending)
    {
        locks.Add(delivery);
        try
        {
            var succeeded = await SucceedsAsync(function, delivery, ending);
            Func<IMessageLock, Task>? settle = succeeded
                ? function.CompletesMessages ? held => held.CompleteAsync() : null
                : held => held.AbandonAsync(properties: null);
            await Task.WhenAll(delivery.Messages.Select(held => EndAsync(function, held, settle)));
        }
        finally
        {
            locks.Remove(delivery);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever an invocation ends with, its messages are given back; it is told.")]
    private async Task<bool> SucceedsAsync(ServiceBusFunction function, MessageDelivery delivery, CancellationToken ending)
    {
        var first = delivery.Messages[0].Message;
        try
        {
            await invoker.InvokeAsync(function.Function, InputOf(function, delivery), ending);
            return true;
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            LogCutShort(function.Name, first.MessageId, delivery.Messages.Count);
        }
        catch (WorkerLostException error)
        {
            LogLost(function.Name, first.MessageId, delivery.Messages.Count, error.Message);
        }
        catch (Exception error)
        {
            LogFailed(function.Name, first.MessageId, first.DeliveryCount, delivery.Messages.Count, error.Message);
        }

        return false;
    }

    private static FunctionInput InputOf(ServiceBusFunction function, MessageDelivery delivery)
    {
        var trigger = function.Function.Trigger;
        var messages = delivery.Messages.Select(held => held.Message).ToList();
        return function.IsBatched
            ? new FunctionInput(MessageParameter.OfBatch(trigger, messages))
            {
                Metadata = MessageMetadata.OfBatch(messages, delivery.Session),
                Trace = MessageTrace.Of(messages),
            }
            : new FunctionInput(MessageParameter.Of(trigger, messages[0]))
            {
                Metadata = MessageMetadata.Of(messages[0], delivery.Session),
                Trace = MessageTrace.Of(messages),
            };
    }

    private async Task EndAsync(ServiceBusFunction function, HeldMessage held, Func<IMessageLock, Task>? settle)
    {
        try
        {
            await held.EndAsync(settle);
        }
        catch (Exception error) when (error is ServiceBusException or InvalidOperationException or TimeoutException)
        {
            LogNotSettled(function.Name, held.Message.MessageId, error.Message);
        }
    }

    [LoggerMessage(
        LogLevel.Error, "{Function}: failed on message {MessageId}, delivery {DeliveryCount}, of {Messages}; abandoned. {Reason}")]
    private partial void LogFailed(string function, string? messageId, int deliveryCount, int messages, string reason);

    [LoggerMessage(LogLevel.Warning, "{Function}: message {MessageId}, of {Messages}, is given back: the worker was lost. {Reason}")]
    private partial void LogLost(string function, string? messageId, int messages, string reason);

    [LoggerMessage(LogLevel.Warning, "{Function}: message {MessageId}, of {Messages}, is given back: the host stops")]
    private partial void LogCutShort(string function, string? messageId, int messages);

    [LoggerMessage(LogLevel.Warning, "{Function}: message {MessageId} could not be settled and will be delivered again. {Reason}")]
    private partial void LogNotSettled(string function, string? messageId, string reason);
}
