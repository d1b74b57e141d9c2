namespace Azure.Messaging.ServiceBus;

/// <summary>Why an operation failed.</summary>
public enum ServiceBusFailureReason
{
    /// <summary>None of the others.</summary>
    GeneralError = 0,

    /// <summary>There is no such queue, topic or subscription.</summary>
    MessagingEntityNotFound = 1,

    /// <summary>The lock of the message has expired, or was never held: it may have been given to another receiver.</summary>
    MessageLockLost = 2,

    /// <summary>There is no such message.</summary>
    MessageNotFound = 3,

    /// <summary>The message, or the batch, is larger than the entity takes.</summary>
    MessageSizeExceeded = 4,

    /// <summary>The entity is disabled.</summary>
    MessagingEntityDisabled = 5,

    /// <summary>The entity is full, or has as many connections as it takes.</summary>
    QuotaExceeded = 6,

    /// <summary>The service is busy; transient.</summary>
    ServiceBusy = 7,

    /// <summary>The service did not answer in time; transient.</summary>
    ServiceTimeout = 8,

    /// <summary>The service could not be reached, or the connection broke; transient.</summary>
    ServiceCommunicationProblem = 9,

    /// <summary>The session is held by another receiver.</summary>
    SessionCannotBeLocked = 10,

    /// <summary>The lock of the session has expired, or its link has gone: the session has to be accepted anew.</summary>
    SessionLockLost = 11,

    /// <summary>There is already an entity of that name.</summary>
    MessagingEntityAlreadyExists = 12,
}
