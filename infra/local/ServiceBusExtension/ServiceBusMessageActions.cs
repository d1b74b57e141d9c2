using Azure.Messaging.ServiceBus;
using Integration.Local.FunctionsHost.Protocol;
using Microsoft.Azure.Functions.Worker.Converters;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// Settles the messages that a function was given, through the host that holds their locks. What a function has settled is left alone by
/// the host; a message can be settled once.
/// </summary>
[InputConverter(typeof(ServiceBusMessageActionsConverter))]
public class ServiceBusMessageActions
{
    private readonly Settlement.SettlementClient _settlement;

    internal ServiceBusMessageActions(Settlement.SettlementClient settlement) => _settlement = settlement;

    /// <summary>For tests that put their own in its place: without an override, a method fails.</summary>
    protected ServiceBusMessageActions() => _settlement = null!;

    /// <summary>Removes the message: it has been dealt with.</summary>
    /// <exception cref="Grpc.Core.RpcException">The lock was lost, or the message is settled already.</exception>
    public virtual async Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        var request = new CompleteRequest { Locktoken = message.LockToken };
        await _settlement.CompleteAsync(request, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes the message available again at once; its delivery count has risen.</summary>
    /// <inheritdoc cref="CompleteMessageAsync"/>
    public virtual async Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        var request = new AbandonRequest
        {
            Locktoken = message.LockToken,
            PropertiesToModify = PropertyMap.Encode(propertiesToModify),
        };
        await _settlement.AbandonAsync(request, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Moves the message to the dead letters.</summary>
    /// <inheritdoc cref="CompleteMessageAsync"/>
    public virtual async Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = null,
        string? deadLetterReason = null,
        string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        var request = new DeadletterRequest
        {
            Locktoken = message.LockToken,
            PropertiesToModify = PropertyMap.Encode(propertiesToModify),
            DeadletterReason = deadLetterReason,
            DeadletterErrorDescription = deadLetterErrorDescription,
        };
        await _settlement.DeadletterAsync(request, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sets the message aside; from now on it is received only by its sequence number.</summary>
    /// <inheritdoc cref="CompleteMessageAsync"/>
    public virtual async Task DeferMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        var request = new DeferRequest
        {
            Locktoken = message.LockToken,
            PropertiesToModify = PropertyMap.Encode(propertiesToModify),
        };
        await _settlement.DeferAsync(request, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Begins the time of the message's lock anew.</summary>
    /// <inheritdoc cref="CompleteMessageAsync"/>
    public virtual async Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        var request = new RenewMessageLockRequest { Locktoken = message.LockToken };
        await _settlement.RenewMessageLockAsync(request, cancellationToken: cancellationToken).ConfigureAwait(false);
    }
}
