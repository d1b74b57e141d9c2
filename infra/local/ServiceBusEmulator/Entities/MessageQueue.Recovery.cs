namespace Integration.Local.ServiceBusEmulator.Entities;

/// <content>Taking up what the store kept. Ports are not there yet, so nothing goes out.</content>
internal sealed partial class MessageQueue
{
    public void RestoreSequence(long last) => _lastSequenceNumber = Math.Max(_lastSequenceNumber, last);

    public void RestoreMessageId(string messageId, DateTime until) => _duplicates?.Restore(messageId, until);

    public void RestoreSessionState(string sessionId, byte[] state) => _sessions.FindOrAdd(sessionId).State = state;

    public void Restore(StoredMessage message)
    {
        _messages.Add(message);
        RestoreSequence(message.SequenceNumber);
        if (message.State == MessageState.Scheduled)
        {
            _messages.Schedule(message);
        }
    }

    /// <summary>Once all is restored: what was locked when the broker ended has lost its lock, and waits or is dead-lettered.</summary>
    public void Recover()
    {
        foreach (var message in _messages.From(0).Where(message => message.State == MessageState.Active).ToList())
        {
            if (_forward is not null)
            {
                var content = message.Content.Resident();
                Drop(message, MessageTrigger.Take);
                _forward(content, message.EnqueuedSequenceNumber);
            }
            else if (message.DeliveryCount >= Settings.MaxDeliveryCount)
            {
                GiveUp(message, DeliveredTooOften, $"Message could not be consumed after {Settings.MaxDeliveryCount} delivery attempts.");
            }
            else
            {
                Offer(message);
            }
        }

        Sweep();
        _context.Wake(NextDeadline);
    }
}
