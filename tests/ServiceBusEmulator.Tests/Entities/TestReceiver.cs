using Integration.Local.ServiceBusEmulator.Entities;
using Integration.Local.ServiceBusEmulator.Tests.Messages;

namespace Integration.Local.ServiceBusEmulator.Tests.Entities;

/// <summary>A receiver that keeps what it is given.</summary>
internal sealed class TestReceiver : IReceiverPort
{
    public TestReceiver(ReceiveMode mode = ReceiveMode.PeekLock) => Receiver = new Receiver(mode, this);

    public Receiver Receiver { get; }

    public List<MessageView> Received { get; } = [];

    public List<string> Sessions { get; } = [];

    public int Drains { get; private set; }

    public bool TimedOut { get; private set; }

    public bool LostSession { get; private set; }

    public IEnumerable<string> Bodies => Received.Select(message => TestMessage.Body(message.Content));

    public MessageView Last => Received[^1];

    public Guid LastLock => Last.LockToken!.Value;

    public static TestReceiver Joining(MessageQueue queue, long credit = 100, ReceiveMode mode = ReceiveMode.PeekLock)
    {
        var receiver = new TestReceiver(mode);
        queue.Join(receiver.Receiver);
        queue.Grant(receiver.Receiver, credit, drain: false);
        return receiver;
    }

    public static TestReceiver Accepting(MessageQueue queue, string? sessionId = null, long credit = 100)
    {
        var receiver = new TestReceiver();
        queue.AcceptSession(receiver.Receiver, sessionId, TimeSpan.FromSeconds(10));
        if (receiver.Sessions.Count > 0)
        {
            queue.Grant(receiver.Receiver, credit, drain: false);
        }

        return receiver;
    }

    void IReceiverPort.Deliver(MessageView message, long ticket) => Received.Add(message);

    void IReceiverPort.Drained() => Drains++;

    void IReceiverPort.SessionAccepted(string sessionId, DateTime lockedUntil) => Sessions.Add(sessionId);

    void IReceiverPort.SessionTimedOut() => TimedOut = true;

    void IReceiverPort.SessionLost() => LostSession = true;
}
