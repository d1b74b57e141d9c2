using Amqp;
using Amqp.Listener;

namespace Integration.Local.ServiceBusEmulator.Amqp.Links;

/// <summary>A link on which a client receives replies to its requests, as its credit allows.</summary>
internal sealed class ReplyLink(ListenerLink link) : LinkEndpoint
{
    private readonly Lock _gate = new();
    private readonly Queue<Message> _waiting = [];
    private readonly LinkCredit _credit = new(link);

    public void Send(Message reply)
    {
        lock (_gate)
        {
            _waiting.Enqueue(reply);
            SendWaiting();
        }
    }

    public override void OnFlow(FlowContext flowContext)
    {
        SessionWindow.Reopen(link.Session);
        lock (_gate)
        {
            _credit.OnFlow(flowContext.Messages);
            SendWaiting();
            if (link.IsDraining)
            {
                _credit.Drain();
            }
        }
    }

    public override void OnDisposition(DispositionContext dispositionContext)
    {
    }

    private void SendWaiting()
    {
        while (!link.IsClosed && _credit.Unused > 0 && _waiting.TryDequeue(out var reply))
        {
            link.SendMessage(reply);
            _credit.OnSent();
            SessionWindow.Reopen(link.Session);
        }
    }
}
