using System.Net.Sockets;
using Amqp;
using Azure.Messaging.ServiceBus;
using Integration.Local.ServiceBus.Failures;

namespace Integration.Local.ServiceBus.Tests.Failures;

public sealed class FailureTranslationTests
{
    [Theory]
    [InlineData("com.microsoft:timeout", ServiceBusFailureReason.ServiceTimeout, true)]
    [InlineData("com.microsoft:server-busy", ServiceBusFailureReason.ServiceBusy, true)]
    [InlineData("amqp:connection:forced", ServiceBusFailureReason.ServiceCommunicationProblem, true)]
    [InlineData("amqp:link:detach-forced", ServiceBusFailureReason.ServiceCommunicationProblem, true)]
    [InlineData("amqp:internal-error", ServiceBusFailureReason.GeneralError, true)]
    [InlineData("amqp:not-found", ServiceBusFailureReason.MessagingEntityNotFound, false)]
    [InlineData("com.microsoft:message-not-found", ServiceBusFailureReason.MessageNotFound, false)]
    [InlineData("com.microsoft:message-lock-lost", ServiceBusFailureReason.MessageLockLost, false)]
    [InlineData("com.microsoft:session-lock-lost", ServiceBusFailureReason.SessionLockLost, false)]
    [InlineData("com.microsoft:session-cannot-be-locked", ServiceBusFailureReason.SessionCannotBeLocked, false)]
    [InlineData("amqp:link:message-size-exceeded", ServiceBusFailureReason.MessageSizeExceeded, false)]
    [InlineData("amqp:resource-limit-exceeded", ServiceBusFailureReason.QuotaExceeded, false)]
    [InlineData("com.microsoft:entity-disabled", ServiceBusFailureReason.MessagingEntityDisabled, false)]
    [InlineData("com.microsoft:entity-already-exists", ServiceBusFailureReason.MessagingEntityAlreadyExists, false)]
    public void A_condition_has_a_reason(string condition, ServiceBusFailureReason reason, bool transient)
    {
        var translated = FailureTranslation.Translate(new AmqpException(condition, "what happened"), "orders")
            .ShouldBeOfType<ServiceBusException>();

        (translated.Reason, translated.IsTransient, translated.EntityPath).ShouldBe((reason, transient, "orders"));
        translated.Message.ShouldBe($"what happened (orders - {reason})");
    }

    [Theory]
    [InlineData("amqp:unauthorized-access", typeof(UnauthorizedAccessException))]
    [InlineData("com.microsoft:auth-failed", typeof(UnauthorizedAccessException))]
    [InlineData("amqp:not-allowed", typeof(InvalidOperationException))]
    [InlineData("com.microsoft:argument-error", typeof(ArgumentException))]
    [InlineData("com.microsoft:argument-out-of-range", typeof(ArgumentOutOfRangeException))]
    public void Some_conditions_are_exceptions_of_the_system(string condition, Type type) =>
        FailureTranslation.Translate(new AmqpException(condition, "what happened"), "orders").ShouldBeOfType(type);

    [Fact]
    public void What_went_with_the_connection_is_a_ServiceCommunicationProblem()
    {
        Exception[] failures =
            [new SocketException(), new IOException(), new ObjectDisposedException("socket"), new ConnectionLostException("gone")];

        failures.Select(failure => FailureTranslation.Translate(failure, "orders")).ShouldAllBe(
            failure => ((ServiceBusException)failure).Reason == ServiceBusFailureReason.ServiceCommunicationProblem);
    }

    [Fact]
    public void What_the_application_closed_is_an_ObjectDisposedException() =>
        FailureTranslation.Translate(new ClosedException(typeof(ServiceBusClient)), "orders")
            .ShouldBeAssignableTo<ObjectDisposedException>();

    [Fact]
    public void Other_exceptions_stay_what_they_are()
    {
        var exception = new FormatException();

        FailureTranslation.Translate(exception, "orders").ShouldBeSameAs(exception);
    }
}
