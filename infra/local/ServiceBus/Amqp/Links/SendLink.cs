using System.Collections.Concurrent;
using Amqp;
using Amqp.Framing;
using Integration.Local.ServiceBus.Failures;

namespace Integration.Local.ServiceBus.Amqp.Links;

/// <summary>A link on which messages go to a queue or topic; any number of them at once.</summary>
internal sealed class SendLink : IAmqpLink
{
    private readonly ConcurrentDictionary<Message, TaskCompletionSource<Outcome?>> _sending = [];
    private readonly Attachment _attached = new();
    private readonly SenderLink _link;
    private readonly string _entityPath;
    private volatile Error? _error;
    private volatile bool _closed;

    private SendLink(Session session, string entityPath, string identifier)
    {
        _entityPath = entityPath;
        var attach = new Attach
        {
            Source = new Source { Address = identifier },
            Target = new Target { Address = entityPath },
            SndSettleMode = SenderSettleMode.Unsettled,
        };
        _link = new SenderLink(session, $"{identifier}-{Guid.NewGuid():N}", attach, _attached.OnAttached);
        LinkEnd.Watch(_link, OnClosed);
    }

    public bool IsClosed => _closed;

    /// <summary>The largest encoded message that the broker takes, in bytes.</summary>
    public long MaxMessageSize { get; private set; } = long.MaxValue;

    public static async Task<SendLink> OpenAsync(AmqpConnection connection, string entityPath, string identifier, CancellationToken ct)
    {
        await connection.AuthorizeAsync(entityPath, ct).ConfigureAwait(false);
        var link = new SendLink(connection.CreateSession(), entityPath, identifier);
        var attach = await link._attached.WaitAsync(link._link, ct).ConfigureAwait(false);
        if (attach.MaxMessageSize is > 0 and < long.MaxValue)
        {
            link.MaxMessageSize = (long)attach.MaxMessageSize;
        }

        return link;
    }

    /// <summary>Sends a message, and waits until the broker has it.</summary>
    public async Task SendAsync(Message message, CancellationToken ct)
    {
        var outcome = new TaskCompletionSource<Outcome?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _sending[message] = outcome;
        try
        {
            Send(message, outcome);
            Check(await outcome.Task.WaitAsync(ct).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            TakeBack(message);
            throw;
        }
        finally
        {
            _sending.TryRemove(message, out _);
        }
    }

    public Task CloseAsync(CancellationToken ct) => LinkEnd.CloseAsync(_link, ct);

    private static void Check(Outcome? outcome)
    {
        switch (outcome)
        {
            case Accepted:
                return;
            case Rejected { Error: { } error }:
                throw new AmqpException(error);
            default:
                throw new ConnectionLostException("the broker did not take the message");
        }
    }

    private void Send(Message message, TaskCompletionSource<Outcome?> outcome)
    {
        if (_closed)
        {
            throw Lost();
        }

        LinkInternals.Send(_link, message, (_, _, result, _) => outcome.TrySetResult(result));
    }

    private void TakeBack(Message message)
    {
        try
        {
            _link.Cancel(message);
        }
        catch (Exception exception) when (exception is AmqpException or ObjectDisposedException)
        {
            ClientEvents.Log.CloseFailed("delivery", exception.Message);
        }
    }

    private AmqpException Lost() => AmqpConditions.Lost(_error, "the link to " + _entityPath);

    private void OnClosed(Error? error)
    {
        _error = error;
        _closed = true;
        foreach (var sending in _sending.Values)
        {
            sending.TrySetException(Lost());
        }
    }
}
