using System.Collections.Concurrent;

namespace Integration.Local.ServiceBus.Processing;

/// <summary>Which session comes next: the given ones take turns; without any, it is whichever the broker has.</summary>
internal sealed class SessionTurns(IEnumerable<string> sessionIds)
{
    private readonly ConcurrentQueue<string> _waiting = new(sessionIds);
    private readonly bool _any = !sessionIds.Any();

    /// <param name="sessionId">The session; null: any.</param>
    /// <returns>False: all are taken.</returns>
    public bool TryTake(out string? sessionId)
    {
        sessionId = null;
        return _any || _waiting.TryDequeue(out sessionId);
    }

    public void GiveBack(string? sessionId)
    {
        if (sessionId is not null)
        {
            _waiting.Enqueue(sessionId);
        }
    }
}
