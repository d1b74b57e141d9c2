using System.Globalization;
using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using Amqp.Types;
using Integration.Local.ServiceBusEmulator.Entities;
using Microsoft.Extensions.Logging;

namespace Integration.Local.ServiceBusEmulator.Amqp.Links;

/// <summary>
/// A link on which a client receives. What the queue hands out goes through an outbox: in order, and each message only once
/// its commit is on disk.
/// </summary>
internal sealed partial class OutgoingLink : LinkEndpoint, IReceiverPort
{
    // Taken within a turn of the namespace, and around sending; nothing under it waits for a turn.
    private readonly Lock _gate = new();
    private readonly Queue<(long Ticket, Action Send)> _outbox = [];
    private readonly ListenerLink _link;
    private readonly Attach _attach;
    private readonly MessageQueue _queue;
    private readonly ServiceBusNamespace _entities;
    private readonly LinkCredit _credit;
    private readonly Receiver _receiver;
    private readonly ILogger _logger;
    private int _unsent;
    private long _awaited;
    private bool _flushing;
    private bool _answered;
    private volatile bool _detached;
    private volatile bool _closed;

    public OutgoingLink(ListenerLink link, Attach attach, MessageQueue queue, ServiceBusNamespace entities, ILogger logger)
    {
        _link = link;
        _attach = attach;
        _queue = queue;
        _entities = entities;
        _logger = logger;
        _credit = new LinkCredit(link);
        var mode = attach.SndSettleMode == SenderSettleMode.Settled ? ReceiveMode.ReceiveAndDelete : ReceiveMode.PeekLock;
        _receiver = new Receiver(mode, this);
        link.AddClosedCallback((_, _) => OnClosed());
    }

    /// <summary>Joins the receivers of the queue, and answers the attach.</summary>
    public void Join()
    {
        if (Try(() => _queue.Join(_receiver)))
        {
            Answer();
        }
    }

    /// <summary>Asks for a session; the attach is answered once there is one.</summary>
    public void AcceptSession(string? sessionId, TimeSpan patience) => Try(() => _queue.AcceptSession(_receiver, sessionId, patience));

    /// <summary>The client ends the link, maybe before its attach was answered.</summary>
    public void Detach()
    {
        _detached = true;
        Refuse(AmqpErrors.Of(AmqpErrors.TimedOut, "the client no longer waits"));
    }

    public override void OnFlow(FlowContext flowContext)
    {
        SessionWindow.Reopen(_link.Session);
        lock (_gate)
        {
            _credit.OnFlow(flowContext.Messages);
        }

        var drain = _link.IsDraining;
        _entities.Execute(() => _queue.Grant(_receiver, Free(), drain));
    }

    public override void OnDisposition(DispositionContext dispositionContext)
    {
        // When a link ends, AMQPNetLite releases what is unsettled in the client's name; Service Bus keeps it locked.
        if (!_closed && !_gate.IsHeldByCurrentThread && dispositionContext.Message is LockedMessage message)
        {
            Settle(message, dispositionContext.DeliveryState, dispositionContext.Settled);
        }
    }

    void IReceiverPort.Deliver(MessageView message, long ticket)
    {
        lock (_gate)
        {
            _unsent++;
        }

        Post(ticket, () => Send(message));
    }

    void IReceiverPort.Drained() => Post(0, () =>
    {
        lock (_gate)
        {
            _credit.Drain();
        }
    });

    void IReceiverPort.SessionAccepted(string sessionId, DateTime lockedUntil) => Post(0, () =>
    {
        var source = (Source)_attach.Source;
        source.FilterSet = new Map { [AmqpNames.SessionFilter] = sessionId };
        _attach.Properties = new Fields { [AmqpNames.LockedUntilUtc] = lockedUntil.Ticks };
        Answer();
    });

    void IReceiverPort.SessionTimedOut() => Post(0, () =>
        Refuse(AmqpErrors.Of(AmqpErrors.TimedOut, $"no session of '{_queue.Address}' came free in time")));

    void IReceiverPort.SessionLost() => Post(0, () =>
        _link.Close(TimeSpan.Zero, AmqpErrors.Of(AmqpErrors.SessionLockLost, $"the session lock of '{_queue.Address}' expired")));

    private long Free()
    {
        lock (_gate)
        {
            return _credit.Unused - _unsent;
        }
    }

    private bool Try(Action command)
    {
        try
        {
            _entities.Execute(command);
            return true;
        }
        catch (EntityException exception)
        {
            LogRefused(exception.Error == EntityError.SessionHeld ? LogLevel.Debug : LogLevel.Warning, _queue.Address, exception.Error);
            Refuse(AmqpErrors.Of(exception));
            return false;
        }
    }

    private void Answer()
    {
        if (MayAnswer())
        {
            _attach.InitialDeliveryCount = 0;
            LinkStart.Accept(_link, _attach, this);
        }
    }

    private void Refuse(Error error)
    {
        if (MayAnswer())
        {
            LinkStart.Refuse(_link, _attach, error);
        }
    }

    private bool MayAnswer()
    {
        lock (_gate)
        {
            var first = !_answered && !_closed;
            _answered = true;
            return first;
        }
    }

    private void Post(long ticket, Action send)
    {
        lock (_gate)
        {
            _outbox.Enqueue((ticket, send));
        }

        _entities.AfterTurn(Flush);
    }

    /// <summary>Sends what may go out. One thread at a time does; another that comes leaves it the work.</summary>
    private void Flush()
    {
        while (TakeNext() is { } send)
        {
            try
            {
                send();
            }
            catch (Exception exception) when (exception is AmqpException or ObjectDisposedException or InvalidOperationException)
            {
                LogLinkGone(exception, _link.Name);
            }
            finally
            {
                lock (_gate)
                {
                    _flushing = false;
                }
            }
        }
    }

    private Action? TakeNext()
    {
        long awaited;
        lock (_gate)
        {
            if (_flushing || !_outbox.TryPeek(out var next))
            {
                return null;
            }

            if (_entities.IsCommitted(next.Ticket))
            {
                _flushing = true;
                return _outbox.Dequeue().Send;
            }

            if (_awaited == next.Ticket)
            {
                return null;
            }

            awaited = _awaited = next.Ticket;
        }

        _entities.After(awaited, Flush);
        return null;
    }

    private void Send(MessageView message)
    {
        var sent = false;
        try
        {
            var buffer = DeliveryEncoder.Encode(message);
            lock (_gate)
            {
                _unsent--;
                if (!_closed)
                {
                    _link.SendMessage(new LockedMessage(message.LockToken ?? Guid.NewGuid()), buffer);
                    _credit.OnSent();
                    sent = true;
                }
            }

            SessionWindow.Reopen(_link.Session);
        }
        finally
        {
            if (!sent && message.LockToken is { } token)
            {
                Release(token);
            }
        }
    }

    private void Release(Guid lockToken)
    {
        try
        {
            _entities.Execute(() => _queue.Settle(lockToken, Settlement.Release));
        }
        catch (EntityException exception)
        {
            LogLinkGone(exception, _link.Name);
        }
    }

    private void Settle(LockedMessage message, DeliveryState? state, bool settled)
    {
        if (Dispositions.Read(state) is not { } settlement)
        {
            return;
        }

        try
        {
            var ticket = _entities.Execute(() => _queue.Settle(message.LockToken, settlement));
            if (!settled)
            {
                _entities.After(ticket, () => _link.DisposeMessage(message, new Accepted(), settled: true));
            }
        }
        catch (EntityException exception)
        {
            LogNotSettled(_queue.Address, settlement.Kind, exception.Error);
            if (!settled)
            {
                _link.DisposeMessage(message, new Rejected { Error = AmqpErrors.Of(exception) }, settled: true);
            }
        }
    }

    private void OnClosed()
    {
        _closed = true;
        if (_gate.IsHeldByCurrentThread)
        {
            ThreadPool.QueueUserWorkItem(_ => Leave());
        }
        else
        {
            Leave();
        }
    }

    private void Leave()
    {
        _entities.Execute(() =>
        {
            if (_detached)
            {
                _queue.Leave(_receiver);
            }
            else
            {
                _queue.Vanish(_receiver);
            }
        });
        Flush();
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{_link.Name} from {_queue.Address}");

    [LoggerMessage(Message = "A receiver of {Address} was refused: {Error}")]
    private partial void LogRefused(LogLevel level, string address, EntityError error);

    [LoggerMessage(LogLevel.Information, "A message of {Address} could not be settled ({Settlement}): {Error}")]
    private partial void LogNotSettled(string address, SettlementKind settlement, EntityError error);

    [LoggerMessage(LogLevel.Debug, "Link {Link} has gone before all was sent")]
    private partial void LogLinkGone(Exception exception, string link);
}
