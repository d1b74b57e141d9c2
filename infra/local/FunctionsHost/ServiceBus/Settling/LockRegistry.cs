using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Integration.Local.FunctionsHost.ServiceBus.Settling;

/// <summary>Messages and sessions whose functions run now, as workers name them: by lock token, and by session id.</summary>
internal sealed class LockRegistry
{
    private readonly ConcurrentDictionary<string, HeldMessage> _messages = new(StringComparer.OrdinalIgnoreCase);
    private ImmutableDictionary<string, ImmutableList<ISessionLock>> _sessions =
        ImmutableDictionary.Create<string, ImmutableList<ISessionLock>>(StringComparer.Ordinal);

    public void Add(MessageDelivery delivery)
    {
        foreach (var held in delivery.Messages)
        {
            _messages[held.Message.LockToken] = held;
        }

        if (delivery.Session is { } session)
        {
            ImmutableInterlocked.AddOrUpdate(ref _sessions, session.SessionId, [session], (_, locks) => locks.Add(session));
        }
    }

    public void Remove(MessageDelivery delivery)
    {
        foreach (var held in delivery.Messages)
        {
            _messages.TryRemove(held.Message.LockToken, out _);
        }

        if (delivery.Session is { } session)
        {
            ImmutableInterlocked.Update(ref _sessions, Without, session);
        }
    }

    /// <exception cref="SettlementRefusedException">No function that runs has this message.</exception>
    public HeldMessage Message(string lockToken) =>
        _messages.GetValueOrDefault(lockToken) ?? throw SettlementRefusedException.NotHeld(lockToken);

    /// <exception cref="SettlementRefusedException">No function that runs has it, or sessions of two entities are meant.</exception>
    public ISessionLock Session(string sessionId)
    {
        if (!_sessions.TryGetValue(sessionId, out var locks))
        {
            throw new SettlementRefusedException(
                $"No session '{sessionId}' is held: it was never accepted, or its invocation has ended.");
        }

        // The contract names a session by its id alone. The wrong one of two would be worse than none.
        return locks.Exists(other => other.Entity != locks[0].Entity)
            ? throw new SettlementRefusedException(
                $"Session '{sessionId}' is held in {string.Join(" and ", locks.Select(held => held.Entity).Distinct())} at once, "
                + "and the worker does not say which it means.")
            : locks[^1];
    }

    private static ImmutableDictionary<string, ImmutableList<ISessionLock>> Without(
        ImmutableDictionary<string, ImmutableList<ISessionLock>> sessions, ISessionLock ended)
    {
        var left = sessions[ended.SessionId].Remove(ended);
        return left.IsEmpty ? sessions.Remove(ended.SessionId) : sessions.SetItem(ended.SessionId, left);
    }
}
