namespace Integration.Local.ServiceBus.Amqp.Links;

/// <summary>A link, or a pair of them, as long as it lives.</summary>
internal interface IAmqpLink
{
    bool IsClosed { get; }

    Task CloseAsync(CancellationToken ct);
}
