using Amqp.Framing;
using Amqp.Types;

namespace Integration.Local.ServiceBus.Amqp.Links;

/// <summary>What a link for receiving is to be.</summary>
/// <param name="EntityPath">The queue or subscription, or one of its sub-queues.</param>
/// <param name="Identifier">Names the receiver.</param>
/// <param name="PeekLock">Whether messages are locked, or removed at once.</param>
/// <param name="Prefetch">How many messages are fetched ahead.</param>
internal sealed record ReceiveLinkOptions(string EntityPath, string Identifier, bool PeekLock, int Prefetch)
{
    /// <summary>Whether the link is to hold a session.</summary>
    public bool OfSession { get; init; }

    /// <summary>The session to hold; null: the next that is free.</summary>
    public string? SessionId { get; init; }

    /// <summary>How long the broker may look for a session that is free.</summary>
    public TimeSpan SessionPatience { get; init; }

    /// <summary>How long the broker may take to say what it still sends. A link that does not hear it is given up.</summary>
    public TimeSpan DrainPatience { get; init; } = TimeSpan.FromSeconds(10);

    public string NewName() => $"{Identifier}-{Guid.NewGuid():N}";

    public Attach ToAttach() => new()
    {
        Source = new Source
        {
            Address = EntityPath,
            FilterSet = OfSession ? new Map { [AmqpNames.SessionFilter] = SessionId } : null,
        },
        Target = new Target { Address = Identifier },
        SndSettleMode = PeekLock ? SenderSettleMode.Unsettled : SenderSettleMode.Settled,
        RcvSettleMode = PeekLock ? ReceiverSettleMode.Second : ReceiverSettleMode.First,
        Properties = OfSession
            ? new Fields { [AmqpNames.Timeout] = (uint)Math.Min(SessionPatience.TotalMilliseconds, uint.MaxValue) }
            : null,
    };
}
