using Amqp;

namespace Integration.Local.ServiceBus.Amqp.Links;

/// <summary>Somebody who waits for messages. Not safe for concurrent use.</summary>
internal sealed class ReceiveWaiter(int max)
{
    private readonly TaskCompletionSource<IReadOnlyList<Message>> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Message> _messages = [];

    public Task<IReadOnlyList<Message>> Task => _result.Task;

    /// <summary>How many more would be welcome.</summary>
    public int Missing => max - _messages.Count;

    /// <summary>Whether only what is there already, or on its way, is waited for.</summary>
    public bool HasEnded { get; private set; }

    public void End() => HasEnded = true;

    public void TakeFrom(Queue<Message> buffer)
    {
        while (Missing > 0 && buffer.TryDequeue(out var message))
        {
            _messages.Add(message);
            HasEnded = true;
        }
    }

    /// <param name="canCome">Whether messages may be on their way.</param>
    public bool TryComplete(bool canCome)
    {
        var isFull = max > 0 && Missing == 0;
        return (isFull || (HasEnded && !canCome)) && _result.TrySetResult(_messages);
    }

    /// <summary>Nothing more will come.</summary>
    public void Fail(Exception failure)
    {
        if (_messages.Count > 0 || max == 0)
        {
            _result.TrySetResult(_messages);
        }
        else
        {
            _result.TrySetException(failure);
        }
    }
}
