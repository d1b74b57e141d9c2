using Amqp.Framing;
using Amqp.Types;
using Integration.Local.ServiceBusEmulator.Entities;

namespace Integration.Local.ServiceBusEmulator.Amqp;

/// <summary>Errors as clients know them.</summary>
internal static class AmqpErrors
{
    public const string NotFound = "amqp:not-found";
    public const string NotAllowed = "amqp:not-allowed";
    public const string NotImplemented = "amqp:not-implemented";
    public const string DecodeError = "amqp:decode-error";
    public const string InternalError = "amqp:internal-error";
    public const string Unauthorized = "amqp:unauthorized-access";
    public const string MessageTooLarge = "amqp:link:message-size-exceeded";
    public const string TimedOut = "com.microsoft:timeout";
    public const string MessageNotFound = "com.microsoft:message-not-found";
    public const string MessageLockLost = "com.microsoft:message-lock-lost";
    public const string SessionLockLost = "com.microsoft:session-lock-lost";
    public const string SessionCannotBeLocked = "com.microsoft:session-cannot-be-locked";
    public const string EntityExists = "com.microsoft:entity-already-exists";
    public const string ArgumentError = "com.microsoft:argument-error";

    public static Error Of(string condition, string description) => new(new Symbol(condition)) { Description = description };

    public static Error Of(EntityException exception) => Of(ConditionOf(exception.Error), exception.Message);

    public static string ConditionOf(EntityError error) => error switch
    {
        EntityError.LockLost => MessageLockLost,
        EntityError.SessionLockLost => SessionLockLost,
        EntityError.SessionHeld => SessionCannotBeLocked,
        EntityError.MessageNotFound => MessageNotFound,
        EntityError.EntityNotFound => NotFound,
        EntityError.EntityExists => EntityExists,
        EntityError.NotAllowed => NotAllowed,
        _ => ArgumentError,
    };
}
