using System.Collections.Concurrent;
using System.Globalization;
using Amqp;
using Amqp.Framing;
using Amqp.Types;

namespace Integration.Local.ServiceBus.Amqp.Links;

/// <summary>A pair of links in one session: requests go out on the one, their replies come in on the other.</summary>
internal sealed class RequestLink : IAmqpLink
{
    private const int Credit = 100;

    private readonly ConcurrentDictionary<string, TaskCompletionSource<Message>> _waiting = [];
    private readonly string _replyTo = Guid.NewGuid().ToString("N");
    private readonly string _address;
    private readonly SenderLink _requests;
    private readonly ReceiverLink _replies;
    private readonly Attachment _requestsAttached = new();
    private readonly Attachment _repliesAttached = new();
    private long _lastId;
    private volatile Error? _error;
    private volatile bool _closed;

    private RequestLink(Session session, string address, Fields? properties)
    {
        _address = address;
        _replies = new ReceiverLink(session, $"{_replyTo}-replies", RepliesAttach(properties), _repliesAttached.OnAttached);
        _requests = new SenderLink(session, $"{_replyTo}-requests", RequestsAttach(properties), _requestsAttached.OnAttached);
        LinkEnd.Watch(_replies, OnClosed);
        LinkEnd.Watch(_requests, OnClosed);
        _replies.Start(Credit, OnReply);
    }

    public bool IsClosed => _closed;

    /// <summary>Opens the links to a node such as <c>orders/$management</c>. The connection must be authorized for it already.</summary>
    public static async Task<RequestLink> OpenAsync(
        AmqpConnection connection, string address, CancellationToken ct, Fields? properties = null)
    {
        var link = new RequestLink(connection.CreateSession(), address, properties);
        await link._repliesAttached.WaitAsync(link._replies, ct).ConfigureAwait(false);
        await link._requestsAttached.WaitAsync(link._requests, ct).ConfigureAwait(false);
        return link;
    }

    /// <summary>Sends a request and waits for its reply.</summary>
    public async Task<Message> RequestAsync(Message request, CancellationToken ct)
    {
        var id = Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture);
        request.Properties = new Properties { MessageId = id, ReplyTo = _replyTo };
        var reply = new TaskCompletionSource<Message>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = reply;
        try
        {
            Send(request);
            return await reply.Task.WaitAsync(ct).ConfigureAwait(false);
        }
        finally
        {
            _waiting.TryRemove(id, out _);
        }
    }

    public Task CloseAsync(CancellationToken ct) => Task.WhenAll(LinkEnd.CloseAsync(_requests, ct), LinkEnd.CloseAsync(_replies, ct));

    private Attach RepliesAttach(Fields? properties) => new()
    {
        Source = new Source { Address = _address },
        Target = new Target { Address = _replyTo },
        SndSettleMode = SenderSettleMode.Settled,
        RcvSettleMode = ReceiverSettleMode.First,
        Properties = properties,
    };

    private Attach RequestsAttach(Fields? properties) => new()
    {
        Source = new Source { Address = _replyTo },
        Target = new Target { Address = _address },
        SndSettleMode = SenderSettleMode.Settled,
        Properties = properties,
    };

    private void Send(Message request)
    {
        if (_closed)
        {
            throw AmqpConditions.Lost(_error, "the link to " + _address);
        }

        LinkInternals.Send(_requests, request, callback: null);
    }

    private void OnReply(IReceiverLink link, Message reply)
    {
        link.Accept(reply);
        if (reply.Properties?.GetCorrelationId() is string id && _waiting.TryGetValue(id, out var waiting))
        {
            waiting.TrySetResult(reply);
        }
    }

    private void OnClosed(Error? error)
    {
        _error ??= error;
        _closed = true;
        LinkEnd.Drop(_requests);
        LinkEnd.Drop(_replies);
        foreach (var waiting in _waiting.Values)
        {
            waiting.TrySetException(AmqpConditions.Lost(_error, "the link to " + _address));
        }
    }
}
