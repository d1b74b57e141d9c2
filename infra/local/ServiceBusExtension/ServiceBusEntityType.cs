namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a message is sent to.</summary>
public enum ServiceBusEntityType
{
    /// <summary>A queue.</summary>
    Queue,

    /// <summary>A topic.</summary>
    Topic,
}
