using System.Globalization;
using System.Text.Json;
using Integration.Workflows.Cases;
using Integration.Workflows.Exchange;

namespace Integration.Workflows.LifeEvents;

/// <summary>Names events and writes receipts for them. Pure: the same event decided in the same way has the same receipt.</summary>
internal static class EventReceipts
{
    private const int LongestCorrelationId = 128;

    /// <summary>The case that an event starts; again the same for the same event.</summary>
    public static string CaseOf(LifeEvent incoming, string service) => CaseId.From(
        incoming.Participant!, service,
        string.Create(CultureInfo.InvariantCulture, $"event:{incoming.Source!.Length}:{incoming.Source}{incoming.Id}"));

    /// <summary>The receipt's id.</summary>
    public static string IdOf(LifeEvent incoming) =>
        string.Concat("r", CaseId.From(incoming.Participant ?? "", incoming.Source ?? "", incoming.Id ?? "").AsSpan(1));

    /// <summary>What the sender is told.</summary>
    public static EventReceipt Of(LifeEvent incoming, LifeEventDecision decision) => decision is LifeEventDecision.Refused refused
        ? Of(incoming, EventReceipt.Refused) with { Reason = refused.Reason, Errors = refused.Errors.Count > 0 ? refused.Errors : null }
        : Of(incoming, EventReceipt.Forwarded);

    /// <summary>The message that tells it.</summary>
    public static ExchangeMessage MessageOf(LifeEvent incoming, EventReceipt receipt, DateTimeOffset now) => new(
        Destinations.EventReceipts, $"{receipt.Receipt}/{receipt.Reason ?? receipt.Status}", MessageTypes.EventReceipt,
        "/life-events", receipt.Receipt, now,
        JsonSerializer.SerializeToUtf8Bytes(receipt, CaseJson.Options))
    {
        CorrelationId = incoming.Id is { Length: <= LongestCorrelationId } id ? id : null,
        Participant = incoming.Participant,
    };

    private static EventReceipt Of(LifeEvent incoming, string status) =>
        new(IdOf(incoming), incoming.Id, incoming.Source, incoming.Type, status, null, null);
}
