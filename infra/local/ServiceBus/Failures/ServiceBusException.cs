namespace Azure.Messaging.ServiceBus;

/// <summary>An operation failed at the broker, or on the way to it.</summary>
public class ServiceBusException : Exception
{
    /// <summary>For tests that need one.</summary>
    public ServiceBusException()
    {
    }

    /// <summary>A failure that says itself whether trying again may help.</summary>
    public ServiceBusException(
        bool isTransient,
        string message,
        string? entityName = null,
        ServiceBusFailureReason reason = ServiceBusFailureReason.GeneralError,
        Exception? innerException = null)
        : base(message, innerException)
    {
        IsTransient = isTransient;
        EntityPath = entityName;
        Reason = reason;
    }

    /// <summary>A failure whose reason says whether trying again may help.</summary>
    public ServiceBusException(
        string message, ServiceBusFailureReason reason, string? entityPath = null, Exception? innerException = null)
        : this(IsTransientReason(reason), message, entityPath, reason, innerException)
    {
    }

    /// <summary>Whether the same operation may succeed when tried again.</summary>
    public bool IsTransient { get; }

    /// <summary>Why the operation failed.</summary>
    public ServiceBusFailureReason Reason { get; }

    /// <summary>The queue, topic or subscription concerned.</summary>
    public string? EntityPath { get; }

    /// <summary>What happened, where, and why in a word.</summary>
    public override string Message => EntityPath is null ? $"{base.Message} ({Reason})" : $"{base.Message} ({EntityPath} - {Reason})";

    /// <summary>What the processor was doing, where one was.</summary>
    internal ServiceBusErrorSource? ProcessorErrorSource { get; set; }

    private static bool IsTransientReason(ServiceBusFailureReason reason) => reason
        is ServiceBusFailureReason.ServiceBusy
        or ServiceBusFailureReason.ServiceTimeout
        or ServiceBusFailureReason.ServiceCommunicationProblem;
}
