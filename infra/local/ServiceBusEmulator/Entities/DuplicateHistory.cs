namespace Integration.Local.ServiceBusEmulator.Entities;

/// <summary>The message ids seen within the duplicate detection window.</summary>
internal sealed class DuplicateHistory(TimeSpan window)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Queue<(string MessageId, DateTime Until)> _byAge = [];

    public void Restore(string messageId, DateTime until)
    {
        if (_seen.Add(messageId))
        {
            _byAge.Enqueue((messageId, until));
        }
    }

    /// <summary>Forgets the ids whose time is over, and names them.</summary>
    public IEnumerable<string> Forget(DateTime now)
    {
        while (_byAge.TryPeek(out var oldest) && oldest.Until <= now)
        {
            _byAge.Dequeue();
            _seen.Remove(oldest.MessageId);
            yield return oldest.MessageId;
        }
    }

    /// <summary>Remembers an id; null if it is remembered already, else until when.</summary>
    public DateTime? Remember(string messageId, DateTime now)
    {
        if (!_seen.Add(messageId))
        {
            return null;
        }

        var until = now + window;
        _byAge.Enqueue((messageId, until));
        return until;
    }
}
