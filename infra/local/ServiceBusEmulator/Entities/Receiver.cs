namespace Integration.Local.ServiceBusEmulator.Entities;

/// <summary>One who takes messages from a queue, as many as it gave credit for.</summary>
internal sealed class Receiver(ReceiveMode mode, IReceiverPort port)
{
    public ReceiveMode Mode { get; } = mode;

    public IReceiverPort Port { get; } = port;

    /// <summary>How many more messages it will take.</summary>
    public long Credit { get; set; }

    /// <summary>Where it takes messages from; null before a session is accepted and after it is lost.</summary>
    public MessageLane? Lane { get; set; }

    public MessageSession? Session { get; set; }
}
