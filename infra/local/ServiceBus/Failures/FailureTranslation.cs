using System.Net.Sockets;
using System.Security.Authentication;
using Amqp;
using Azure.Messaging.ServiceBus;
using Integration.Local.ServiceBus.Amqp;

namespace Integration.Local.ServiceBus.Failures;

/// <summary>What a failure on the wire is to the application.</summary>
internal static class FailureTranslation
{
    private static readonly Dictionary<string, ServiceBusFailureReason> _reasons = new()
    {
        [AmqpConditions.TimedOut] = ServiceBusFailureReason.ServiceTimeout,
        [AmqpConditions.NotFound] = ServiceBusFailureReason.MessagingEntityNotFound,
        [AmqpConditions.MessageNotFound] = ServiceBusFailureReason.MessageNotFound,
        [AmqpConditions.MessageLockLost] = ServiceBusFailureReason.MessageLockLost,
        [AmqpConditions.SessionLockLost] = ServiceBusFailureReason.SessionLockLost,
        [AmqpConditions.SessionCannotBeLocked] = ServiceBusFailureReason.SessionCannotBeLocked,
        [AmqpConditions.MessageSizeExceeded] = ServiceBusFailureReason.MessageSizeExceeded,
        [AmqpConditions.ResourceLimitExceeded] = ServiceBusFailureReason.QuotaExceeded,
        [AmqpConditions.EntityDisabled] = ServiceBusFailureReason.MessagingEntityDisabled,
        [AmqpConditions.EntityExists] = ServiceBusFailureReason.MessagingEntityAlreadyExists,
        [AmqpConditions.ServerBusy] = ServiceBusFailureReason.ServiceBusy,
        [AmqpConditions.ConnectionForced] = ServiceBusFailureReason.ServiceCommunicationProblem,
        [AmqpConditions.LinkDetachForced] = ServiceBusFailureReason.ServiceCommunicationProblem,
    };

    public static Exception Translate(Exception failure, string entityPath) => failure switch
    {
        AmqpException amqp => Translate((string?)amqp.Error.Condition, amqp.Message, entityPath, amqp),
        TimeoutException => new ServiceBusException(failure.Message, ServiceBusFailureReason.ServiceTimeout, entityPath, failure),
        ClosedException => failure,
        SocketException or IOException or AuthenticationException or ConnectionLostException or ObjectDisposedException =>
            new ServiceBusException(failure.Message, ServiceBusFailureReason.ServiceCommunicationProblem, entityPath, failure),
        _ => failure,
    };

    private static Exception Translate(string? condition, string message, string entityPath, Exception inner) => condition switch
    {
        AmqpConditions.Unauthorized or AmqpConditions.AuthFailed => new UnauthorizedAccessException($"{message} ({entityPath})", inner),
        AmqpConditions.NotAllowed => new InvalidOperationException($"{message} ({entityPath})", inner),
        AmqpConditions.ArgumentError => new ArgumentException($"{message} ({entityPath})", inner),
        AmqpConditions.ArgumentOutOfRange => new ArgumentOutOfRangeException($"{message} ({entityPath})", inner),
        not null when _reasons.TryGetValue(condition, out var reason) => new ServiceBusException(message, reason, entityPath, inner),
        _ => new ServiceBusException(isTransient: true, message, entityPath, ServiceBusFailureReason.GeneralError, inner),
    };
}
