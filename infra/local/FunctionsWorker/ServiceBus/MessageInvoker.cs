using System.Collections.Immutable;
using Azure.Messaging.ServiceBus;
using Integration.Local.FunctionsWorker.Invocation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsWorker.ServiceBus;

/// <summary>Invokes a function with what was delivered.</summary>
internal sealed partial class MessageInvoker(
    FunctionInvoker invoker, IServiceScopeFactory scopes, InvocationLifetime lifetime, ILogger<MessageInvoker> logger)
{
    /// <exception cref="Exception">Whatever the function throws; it is logged.</exception>
    public async Task InvokeAsync(HostedFunction function, MessageDelivery delivery)
    {
        using var trace = MessageTrace.Begin(function.Name, delivery.Messages);
        await using var context = new LocalFunctionContext(function, scopes, lifetime.Ending)
        {
            BindingData = delivery.Messages is [var message] ? MessageBindingData.Of(message) : ImmutableDictionary<string, object?>.Empty,
        };
        context.Features.Set(delivery);
        try
        {
            await invoker.InvokeAsync(context);
        }
        catch (OperationCanceledException) when (lifetime.Ending.IsCancellationRequested)
        {
            LogInterrupted(function.Name, context.InvocationId);
            throw;
        }
        catch (Exception error)
        {
            var first = delivery.Messages[0];
            LogFailed(function.Name, context.InvocationId, first.MessageId, first.DeliveryCount, delivery.Messages.Count, error);
            throw;
        }
    }

    /// <summary>Tells what a receiver could not do; what a function throws has been told already.</summary>
    public Task TellAsync(HostedFunction function, ProcessErrorEventArgs args)
    {
        if (args.ErrorSource != ServiceBusErrorSource.ProcessMessageCallback)
        {
            LogReceiverFailed(function.Name, args.EntityPath, args.ErrorSource, args.Exception);
        }

        return Task.CompletedTask;
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "{Function} ({InvocationId}) failed on message {MessageId}, delivery {DeliveryCount}, of {Messages}")]
    private partial void LogFailed(
        string function, string invocationId, string? messageId, int deliveryCount, int messages, Exception error);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{Function} ({InvocationId}) was cut short: the host stops, and the message comes again")]
    private partial void LogInterrupted(string function, string invocationId);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function}: {Entity} failed at {Operation}")]
    private partial void LogReceiverFailed(string function, string entity, ServiceBusErrorSource operation, Exception error);
}
