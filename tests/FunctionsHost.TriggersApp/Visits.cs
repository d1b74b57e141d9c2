using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Integration.Local.FunctionsHost.TriggersApp;

/// <summary>Functions of sessions.</summary>
public static class Visits
{
    [Function(nameof(Visit))]
    [ServiceBusOutput("seen")]
    public static async Task<string> Visit(
        [ServiceBusTrigger("visits", IsSessionsEnabled = true)] ServiceBusReceivedMessage message,
        ServiceBusSessionMessageActions session,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(session);
        var before = await session.GetSessionStateAsync(cancellation);
        var visits = $"{before}{message.Body}";
        await session.SetSessionStateAsync(BinaryData.FromString(visits), cancellation);
        var lockedUntil = session.SessionLockedUntil;
        await session.RenewSessionLockAsync(cancellation);
        return $"Visit {message.SessionId} {visits} {session.SessionLockedUntil >= lockedUntil}";
    }

    [Function(nameof(VisitTogether))]
    [ServiceBusOutput("seen")]
    public static async Task<string> VisitTogether(
        [ServiceBusTrigger("many-visits", IsSessionsEnabled = true, IsBatched = true)] ServiceBusReceivedMessage[] messages,
        ServiceBusSessionMessageActions session,
        FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(context);
        await session.SetSessionStateAsync(BinaryData.FromString("seen"), context.CancellationToken);
        var sessions = (IEnumerable<string>)context.BindingContext.BindingData["SessionIdArray"]!;
        return $"VisitTogether {string.Join('+', sessions)} {string.Join('+', messages.Select(message => message.Body))}";
    }

    /// <summary>Hangs until it is cut short, the first time.</summary>
    [Function(nameof(Stall))]
    [ServiceBusOutput("seen")]
    public static async Task<string> Stall(
        [ServiceBusTrigger("returns", IsSessionsEnabled = true)] ServiceBusReceivedMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.Body.ToString() == "a" && message.DeliveryCount == 1)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        }

        return $"Stall {message.Body} {message.DeliveryCount}";
    }
}
