using Amqp;
using Amqp.Framing;
using Amqp.Types;

namespace Integration.Local.ServiceBus.Amqp.Links;

/// <summary>
/// A link on which messages come in. It grants the broker as many as are waited for, or are to be fetched ahead; what it granted and
/// nobody waits for any more it takes back by a drain. So no message is left lying here unseen.
/// </summary>
internal sealed class ReceiveLink : IAmqpLink
{
    private readonly Lock _gate = new();
    private readonly Queue<Message> _buffer = [];
    private readonly List<ReceiveWaiter> _waiters = [];
    private readonly UnsettledMessages _unsettled = new();
    private readonly Attachment _attached = new();
    private readonly AmqpConnection _connection;
    private readonly ReceiveLinkOptions _options;
    private readonly TimeProvider _time;
    private readonly ReceiverLink _link;
    private ITimer? _drainLimit;
    private Error? _error;
    private int _credit;
    private bool _draining;
    private bool _closing;
    private bool _closed;

    private ReceiveLink(AmqpConnection connection, ReceiveLinkOptions options, TimeProvider time)
    {
        _connection = connection;
        _options = options;
        _time = time;
        _link = new ReceiverLink(connection.CreateSession(), options.NewName(), options.ToAttach(), _attached.OnAttached);
        connection.Add(_link, this);
        LinkEnd.Watch(_link, OnClosed);
        _link.Start(0, (_, message) => OnMessage(message));
    }

    /// <summary>A link that has ended, but still holds messages that exist nowhere else, is not done with.</summary>
    public bool IsClosed
    {
        get
        {
            lock (_gate)
            {
                return _closed && _buffer.Count == 0;
            }
        }
    }

    /// <summary>The session that the link holds.</summary>
    public string? SessionId { get; private set; }

    /// <summary>Until when the session is held, as the broker said at the start.</summary>
    public DateTimeOffset SessionLockedUntil { get; private set; }

    public static async Task<ReceiveLink> OpenAsync(
        AmqpConnection connection, ReceiveLinkOptions options, TimeProvider time, CancellationToken ct)
    {
        await connection.AuthorizeAsync(options.EntityPath, ct).ConfigureAwait(false);
        var link = new ReceiveLink(connection, options, time);
        var attach = await link._attached.WaitAsync(link._link, ct).ConfigureAwait(false);
        link.SessionId = (attach.Source as Source)?.FilterSet?[AmqpNames.SessionFilter] switch
        {
            DescribedValue described => described.Value as string,
            var plain => plain as string,
        };
        link.SessionLockedUntil = attach.Properties?[AmqpNames.LockedUntilUtc] is long ticks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : default;
        link.Begin();
        return link;
    }

    /// <summary>
    /// Waits for a message, and takes with it what else is there, up to a number; until enough time has passed, and then returns what came.
    /// </summary>
    public async Task<IReadOnlyList<Message>> ReceiveAsync(int max, CancellationToken enough)
    {
        var waiter = new ReceiveWaiter(max);
        lock (_gate)
        {
            if (_buffer.Count == 0 && (_closed || _closing))
            {
                throw Lost();
            }

            _waiters.Add(waiter);
            Serve();
        }

        using var registration = enough.UnsafeRegister(_ => End(waiter), null);
        return await waiter.Task.ConfigureAwait(false);
    }

    /// <inheritdoc cref="UnsettledMessages.TrySettleAsync"/>
    public Task<bool> TrySettleAsync(Guid lockToken, DeliveryState state, CancellationToken ct) =>
        _unsettled.TrySettleAsync(_link, lockToken, state, ct);

    /// <summary>The broker's answer to what was said of a message.</summary>
    public void OnAnswer(byte[] tag, DeliveryState? state) => _unsettled.OnAnswer(tag, state);

    /// <summary>All that the broker sent so far has been dealt with.</summary>
    public void OnCaughtUp()
    {
        lock (_gate)
        {
            if (_draining && LinkInternals.Credit(_link) <= 0)
            {
                EndDrain();
                Serve();
            }
        }
    }

    /// <summary>Takes back what was granted, gives back what was not handed out, and ends the link.</summary>
    public async Task CloseAsync(CancellationToken ct)
    {
        var last = new ReceiveWaiter(0);
        last.End();
        lock (_gate)
        {
            _closing = true;
            _waiters.ForEach(waiter => waiter.End());
            _waiters.Add(last);
            Serve();
        }

        await last.Task.WaitAsync(ct).ConfigureAwait(false);
        lock (_gate)
        {
            ReleaseBuffer();
        }

        await LinkEnd.CloseAsync(_link, ct).ConfigureAwait(false);
    }

    private void Begin()
    {
        lock (_gate)
        {
            Serve();
        }
    }

    private void End(ReceiveWaiter waiter)
    {
        lock (_gate)
        {
            waiter.End();
            Serve();
        }
    }

    private void OnMessage(Message message)
    {
        lock (_gate)
        {
            _credit = Math.Max(_credit - 1, 0);
            if (_options.PeekLock)
            {
                _unsettled.Add(message);
            }

            _buffer.Enqueue(message);
            Serve();
            if (_options.Prefetch == 0)
            {
                ReleaseBuffer();
            }
        }
    }

    /// <summary>Hands out what is there, and asks for what is wanted. Called within the gate after every change.</summary>
    private void Serve()
    {
        foreach (var waiter in _waiters)
        {
            waiter.TakeFrom(_buffer);
        }

        var canCome = _credit > 0 || _draining;
        _waiters.RemoveAll(waiter => waiter.TryComplete(canCome));
        if (_draining || _closed)
        {
            return;
        }

        var wanted = Wanted();
        if (_credit > 0 && (_waiters.Exists(waiter => waiter.HasEnded) || (_credit > wanted && _options.Prefetch == 0)))
        {
            StartDrain();
        }
        else if (wanted > _credit && (_credit == 0 || wanted - _credit >= _options.Prefetch / 4))
        {
            Grant(wanted - _credit);
        }
    }

    private int Wanted()
    {
        if (_closing)
        {
            return 0;
        }

        var waited = _waiters.Where(waiter => !waiter.HasEnded).Sum(waiter => (long)waiter.Missing);
        return (int)Math.Clamp(Math.Max(waited, _options.Prefetch - _buffer.Count), 0, int.MaxValue);
    }

    private void Grant(int count)
    {
        _credit += count;
        Try(() => _link.SetCredit(count, CreditMode.Manual));
    }

    /// <summary>
    /// The count here may lag behind the link's own, and so ask for a message too many. That is harmless; one too few would make
    /// AMQPNetLite end the connection.
    /// </summary>
    private void StartDrain()
    {
        _draining = true;
        _connection.BeginDrain();
        _drainLimit = _time.CreateTimer(_ => GiveUp(), null, _options.DrainPatience, Timeout.InfiniteTimeSpan);
        Try(() => _link.SetCredit(_credit, CreditMode.Drain));
    }

    private void GiveUp()
    {
        LinkEnd.Drop(_link);
        OnClosed(new Error(new Symbol(AmqpConditions.LinkDetachForced)) { Description = "the broker did not answer a drain in time" });
    }

    private void EndDrain()
    {
        _draining = false;
        _credit = 0;
        _drainLimit?.Dispose();
        _connection.EndDrain();
    }

    private void ReleaseBuffer()
    {
        while (_options.PeekLock && _buffer.TryDequeue(out var message))
        {
            var released = message;
            Try(() => _unsettled.Release(_link, released));
        }
    }

    // What can't be written because the link is ending is made good by its end.
    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is AmqpException or ObjectDisposedException)
        {
            ClientEvents.Log.CloseFailed("link", exception.Message);
        }
    }

    private AmqpException Lost() => AmqpConditions.Lost(_error, "the link to " + _options.EntityPath);

    private void OnClosed(Error? error)
    {
        lock (_gate)
        {
            _connection.Remove(_link);
            _closed = true;
            _error = error;
            if (_draining)
            {
                EndDrain();
            }

            _credit = 0;
            if (_options.PeekLock)
            {
                _buffer.Clear();
            }

            _waiters.ForEach(waiter => waiter.Fail(Lost()));
            _waiters.Clear();
            _unsettled.Lose(Lost());
        }
    }
}
