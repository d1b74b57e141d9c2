using Integration.Local.ServiceBusEmulator.Entities;
using Integration.Local.ServiceBusEmulator.Messages;
using Integration.Local.ServiceBusEmulator.Topology;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Local.ServiceBusEmulator.Tests.Entities;

/// <summary>Entities under a clock that the test moves, over a journal that it reads.</summary>
internal sealed class TestNamespace
{
    private int _lastLock;

    public TestNamespace(QueueSettings? settings = null)
    {
        Context = new EntityContext(Time, Journal, Observer, () => new Guid(++_lastLock, 0, 0, new byte[8]));
        DeadLetters = new MessageQueue(2, "queue/$DeadLetterQueue", new QueueSettings { MaxDeliveryCount = int.MaxValue }, null, Context);
        Queue = new MessageQueue(1, "queue", settings ?? new QueueSettings(), DeadLetters, Context);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero));

    public RecordingJournal Journal { get; } = new();

    public RecordingObserver Observer { get; } = new();

    public EntityContext Context { get; }

    public MessageQueue Queue { get; }

    public MessageQueue DeadLetters { get; }

    public DateTime Now => Time.GetUtcNow().UtcDateTime;

    public long Send(MessageContent content) => Queue.Send([content])[0];

    public void Pass(TimeSpan time)
    {
        Time.Advance(time);
        Queue.Sweep();
        DeadLetters.Sweep();
    }

    public void PassSeconds(double seconds) => Pass(TimeSpan.FromSeconds(seconds));
}
