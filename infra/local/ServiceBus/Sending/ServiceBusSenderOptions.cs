namespace Azure.Messaging.ServiceBus;

/// <summary>How a sender sends.</summary>
public class ServiceBusSenderOptions
{
    /// <summary>Names the sender, in logs and to the broker. Default: a generated name.</summary>
    public string? Identifier { get; set; }
}
