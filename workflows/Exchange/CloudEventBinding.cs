using System.Globalization;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Integration.Workflows.Cases;
using Integration.Workflows.Consent;
using Integration.Workflows.LifeEvents;
using Integration.Workflows.Participants;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Exchange;

/// <summary>
/// Messages as they travel: CloudEvents 1.0 in binary mode (AMQP protocol binding), the event's data being the body. Pure.
/// </summary>
public static class CloudEventBinding
{
    private const string Prefix = "cloudEvents:";
    private const string Type = Prefix + "type";
    private const string Participant = "participant";
    private const string Hosting = "hosting";

    /// <summary>A message for the bus.</summary>
    public static ServiceBusMessage ToMessage(ExchangeMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var sent = new ServiceBusMessage(message.Body)
        {
            MessageId = message.MessageId,
            Subject = message.Subject,
            ContentType = "application/json",
            CorrelationId = message.CorrelationId,
            SessionId = message.SessionId,
            ReplyTo = message.ReplyTo,
            ReplyToSessionId = message.ReplyToSessionId,
        };
        if (message.NotBefore is { } time)
        {
            sent.ScheduledEnqueueTime = time;
        }

        sent.ApplicationProperties[Prefix + "specversion"] = "1.0";
        sent.ApplicationProperties[Prefix + "id"] = message.MessageId;
        sent.ApplicationProperties[Type] = message.Type;
        sent.ApplicationProperties[Prefix + "source"] = message.Source;
        sent.ApplicationProperties[Prefix + "subject"] = message.Subject;
        sent.ApplicationProperties[Prefix + "time"] = message.Time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        AddRoute(sent, Participant, message.Participant);
        AddRoute(sent, Hosting, message.Hosting);
        return sent;
    }

    /// <summary>The attempt that a message on <c>intake</c> asks for, or null when it asks for none.</summary>
    public static CaseAttempt? ToAttempt(ServiceBusReceivedMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Read<CaseAttempt>(message.Body) is { Attempt: > 0 } attempt && CaseId.IsWellFormed(attempt.CaseId) ? attempt : null;
    }

    /// <summary>The consent that a message on <c>consent-expiry</c> reminds of, or null when it reminds of none.</summary>
    public static ConsentReminder? ToReminder(ServiceBusReceivedMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Read<ConsentReminder>(message.Body) is { Sequence: > 0 } reminder && CaseId.IsWellFormed(reminder.CaseId) ? reminder : null;
    }

    /// <summary>A message to a participant.</summary>
    public static IncomingRequest ToRequest(ServiceBusReceivedMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new(
            Text(message, Type), Text(message, Participant), message.ReplyTo, message.ReplyToSessionId,
            Read<StepRequestBody>(message.Body));
    }

    /// <summary>A message on <c>life-events</c>.</summary>
    public static LifeEvent ToLifeEvent(ServiceBusReceivedMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new(
            Text(message, Type), Text(message, Prefix + "id"), Text(message, Prefix + "source"),
            Text(message, Participant), message.Body.ToMemory());
    }

    /// <summary>A message on <c>step-results</c>.</summary>
    public static IncomingAnswer ToAnswer(ServiceBusReceivedMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new(message.MessageId, message.CorrelationId, message.SessionId, Text(message, Participant), message.Body.ToMemory());
    }

    private static void AddRoute(ServiceBusMessage message, string name, string? value)
    {
        if (value is not null)
        {
            message.ApplicationProperties[name] = value;
        }
    }

    private static string? Text(ServiceBusReceivedMessage message, string name) =>
        message.ApplicationProperties.TryGetValue(name, out var value) ? value as string : null;

    private static T? Read<T>(BinaryData body)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body.ToMemory().Span, CaseJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
