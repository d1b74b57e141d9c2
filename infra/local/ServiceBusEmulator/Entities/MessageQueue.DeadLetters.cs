using Integration.Local.ServiceBusEmulator.Messages;

namespace Integration.Local.ServiceBusEmulator.Entities;

/// <content>Messages that are given up, or set aside for good by their receivers.</content>
internal sealed partial class MessageQueue
{
    private void GiveUp(StoredMessage message, string reason, string description)
    {
        _context.Observer.GivenUp(Address, message.SequenceNumber, reason);
        DeadLetter(message, Settlement.Reasons(reason, description));
    }

    /// <summary>Moves a message to the dead-letter queue, under its own sequence number, or to where dead letters are forwarded.</summary>
    private void DeadLetter(StoredMessage message, IReadOnlyDictionary<string, object?> properties)
    {
        message.State = MessageLifecycle.Next(message.State, MessageTrigger.DeadLetter);
        var content = properties.Count == 0 ? message.Content : message.Content.WithApplicationProperties(properties);
        _messages.Remove(message);
        if (_forwardDeadLetter is not null || DeadLetters is not { } deadLetters)
        {
            _context.Journal.Removed(Entity, message);
            _forwardDeadLetter?.Invoke(content, message.EnqueuedSequenceNumber, Address);
            return;
        }

        deadLetters.Adopt(message, content, Address);
    }

    private void Adopt(StoredMessage from, MessageContent content, string source)
    {
        var message = new StoredMessage
        {
            Id = from.Id,
            SequenceNumber = from.SequenceNumber,
            EnqueuedSequenceNumber = from.EnqueuedSequenceNumber,
            EnqueuedAt = from.EnqueuedAt,
            ExpiresAt = DateTime.MaxValue,
            Content = content,
            DeadLetterSource = source,
            DeliveryCount = from.DeliveryCount,
            ResidentBytes = from.ResidentBytes,
            State = MessageState.Active,
        };
        _context.Journal.Changed(Entity, message, contentChanged: content != from.Content);
        message.Ticket = _context.Journal.Ticket;
        _messages.Add(message);
        Offer(message);
    }
}
