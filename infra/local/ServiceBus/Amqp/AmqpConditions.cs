using Amqp;
using Amqp.Framing;
using Amqp.Types;

namespace Integration.Local.ServiceBus.Amqp;

/// <summary>Error conditions, as the broker says them.</summary>
internal static class AmqpConditions
{
    public const string NotFound = "amqp:not-found";
    public const string NotAllowed = "amqp:not-allowed";
    public const string Unauthorized = "amqp:unauthorized-access";
    public const string ResourceLimitExceeded = "amqp:resource-limit-exceeded";
    public const string ConnectionForced = "amqp:connection:forced";
    public const string LinkDetachForced = "amqp:link:detach-forced";
    public const string MessageSizeExceeded = "amqp:link:message-size-exceeded";
    public const string TimedOut = "com.microsoft:timeout";
    public const string AuthFailed = "com.microsoft:auth-failed";
    public const string ServerBusy = "com.microsoft:server-busy";
    public const string ArgumentError = "com.microsoft:argument-error";
    public const string ArgumentOutOfRange = "com.microsoft:argument-out-of-range";
    public const string EntityDisabled = "com.microsoft:entity-disabled";
    public const string EntityExists = "com.microsoft:entity-already-exists";
    public const string MessageNotFound = "com.microsoft:message-not-found";
    public const string MessageLockLost = "com.microsoft:message-lock-lost";
    public const string SessionLockLost = "com.microsoft:session-lock-lost";
    public const string SessionCannotBeLocked = "com.microsoft:session-cannot-be-locked";

    public static AmqpException Exception(string condition, string description) =>
        new(new Error(new Symbol(condition)) { Description = description });

    /// <summary>A link or connection that ended, with what its end said.</summary>
    public static AmqpException Lost(Error? error, string what) =>
        error is null ? Exception(LinkDetachForced, $"{what} was closed") : new AmqpException(error);
}
