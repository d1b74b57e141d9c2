using System.Collections.Concurrent;
using Amqp;
using Amqp.Framing;

namespace Integration.Local.ServiceBus.Amqp.Links;

/// <summary>Messages that came by a link under a lock, until it is said what becomes of them. Safe for concurrent use.</summary>
internal sealed class UnsettledMessages
{
    private const int LockTokenSize = 16;

    private readonly ConcurrentDictionary<Guid, Message> _messages = [];
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<DeliveryState?>> _settling = [];
    private volatile Exception? _lost;

    public void Add(Message message) => _messages[new Guid(message.DeliveryTag)] = message;

    /// <summary>Gives a message back as if it had never been delivered.</summary>
    public void Release(ReceiverLink link, Message message)
    {
        _messages.TryRemove(new Guid(message.DeliveryTag), out _);
        LinkInternals.Dispose(link, message, new Released(), settled: true);
    }

    /// <summary>Tells the broker what becomes of a message, and waits until it knows.</summary>
    /// <returns>False: the message is not one of these.</returns>
    public async Task<bool> TrySettleAsync(ReceiverLink link, Guid lockToken, DeliveryState state, CancellationToken ct)
    {
        if (!_messages.TryGetValue(lockToken, out var message))
        {
            return false;
        }

        var answer = new TaskCompletionSource<DeliveryState?>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_settling.TryAdd(lockToken, answer))
        {
            throw new InvalidOperationException($"the message with lock token {lockToken} is being settled already");
        }

        try
        {
            LinkInternals.Dispose(link, message, state, settled: false);
            if (_lost is { } lost)
            {
                throw lost;
            }

            var answered = await answer.Task.WaitAsync(ct).ConfigureAwait(false);
            _messages.TryRemove(lockToken, out _);
            return answered is Rejected { Error: { } error } ? throw new AmqpException(error) : true;
        }
        finally
        {
            _settling.TryRemove(lockToken, out _);
        }
    }

    /// <summary>The broker's answer.</summary>
    public void OnAnswer(byte[] tag, DeliveryState? state)
    {
        if (tag.Length == LockTokenSize && _settling.TryGetValue(new Guid(tag), out var settling))
        {
            settling.TrySetResult(state);
        }
    }

    /// <summary>No answer will come any more.</summary>
    public void Lose(Exception exception)
    {
        _lost = exception;
        _messages.Clear();
        foreach (var settling in _settling.Values)
        {
            settling.TrySetException(exception);
        }
    }
}
