namespace Azure.Messaging.ServiceBus;

/// <summary>What a processor could not do.</summary>
public sealed class ProcessErrorEventArgs : EventArgs
{
    /// <summary>An error of a processor without an identifier.</summary>
    public ProcessErrorEventArgs(
        Exception exception,
        ServiceBusErrorSource errorSource,
        string fullyQualifiedNamespace,
        string entityPath,
        CancellationToken cancellationToken)
        : this(exception, errorSource, fullyQualifiedNamespace, entityPath, "", cancellationToken)
    {
    }

    /// <summary>An error of a processor.</summary>
    public ProcessErrorEventArgs(
        Exception exception,
        ServiceBusErrorSource errorSource,
        string fullyQualifiedNamespace,
        string entityPath,
        string identifier,
        CancellationToken cancellationToken)
    {
        Exception = exception;
        ErrorSource = errorSource;
        FullyQualifiedNamespace = fullyQualifiedNamespace;
        EntityPath = entityPath;
        Identifier = identifier;
        CancellationToken = cancellationToken;
    }

    /// <summary>The exception that was thrown.</summary>
    public Exception Exception { get; }

    /// <summary>What the processor was doing.</summary>
    public ServiceBusErrorSource ErrorSource { get; }

    /// <summary>The host of the namespace.</summary>
    public string FullyQualifiedNamespace { get; }

    /// <summary>The queue or subscription.</summary>
    public string EntityPath { get; }

    /// <summary>Names the processor.</summary>
    public string Identifier { get; }

    /// <summary>Cancelled when the processor is stopped.</summary>
    public CancellationToken CancellationToken { get; }
}
