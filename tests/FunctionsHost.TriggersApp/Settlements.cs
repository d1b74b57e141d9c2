using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Integration.Local.FunctionsHost.TriggersApp;

/// <summary>A function that settles its message as the message says.</summary>
public static class Settlements
{
    [Function(nameof(Settle))]
    [ServiceBusOutput("seen")]
    public static async Task<string> Settle(
        [ServiceBusTrigger("by-hand", AutoCompleteMessages = false)] ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(actions);
        await actions.RenewMessageLockAsync(message, cancellation);
        var settlement = message.Body.ToString() switch
        {
            "complete" => actions.CompleteMessageAsync(message, cancellation),
            "refuse" => actions.DeadLetterMessageAsync(
                message, new Dictionary<string, object> { ["by"] = nameof(Settle) }, "sold out", "no more apples", cancellation),
            "abandon" when message.DeliveryCount == 1 => actions.AbandonMessageAsync(
                message, new Dictionary<string, object> { ["after"] = TimeSpan.FromMinutes(5) }, cancellation),
            "defer" => actions.DeferMessageAsync(message, cancellationToken: cancellation),
            "fail after complete" => FailAsync(actions.CompleteMessageAsync(message, cancellation)),
            _ => actions.CompleteMessageAsync(message, cancellation),
        };
        await settlement;
        return $"Settle {message.Body} {message.DeliveryCount} {message.ApplicationProperties.GetValueOrDefault("after")}";
    }

    private static async Task FailAsync(Task settlement)
    {
        await settlement;
        throw new InvalidOperationException("after the fact");
    }
}
