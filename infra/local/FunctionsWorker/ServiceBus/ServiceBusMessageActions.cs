using Azure.Messaging.ServiceBus;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// Settles the messages that a function was given. What a function has settled is left alone by the host; a message can be settled
/// once.
/// </summary>
public class ServiceBusMessageActions
{
    /// <summary>For the host, and for tests that put their own in its place.</summary>
    protected ServiceBusMessageActions()
    {
    }

    /// <summary>Removes the message: it has been dealt with.</summary>
    /// <exception cref="ServiceBusException">The lock was lost, or the message is settled already.</exception>
    public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        throw Unbound();

    /// <summary>Makes the message available again at once; its delivery count has risen.</summary>
    /// <inheritdoc cref="CompleteMessageAsync"/>
    public virtual Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = null,
        CancellationToken cancellationToken = default) =>
        throw Unbound();

    /// <summary>Moves the message to the dead letters.</summary>
    /// <inheritdoc cref="CompleteMessageAsync"/>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = null,
        string? deadLetterReason = null,
        string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default) =>
        throw Unbound();

    /// <summary>Sets the message aside; from now on it is received only by its sequence number.</summary>
    /// <inheritdoc cref="CompleteMessageAsync"/>
    public virtual Task DeferMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = null,
        CancellationToken cancellationToken = default) =>
        throw Unbound();

    /// <summary>Begins the time of the message's lock anew.</summary>
    /// <inheritdoc cref="CompleteMessageAsync"/>
    public virtual Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        throw Unbound();

    private static NotSupportedException Unbound() => new("These actions belong to no message. Override what the test needs.");
}
