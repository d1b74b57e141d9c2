using Integration.Workflows.Applications;

namespace Integration.Workflows.LifeEvents;

/// <summary>
/// What the sender of an event is told: the body of a message on <c>event-receipts</c>. It names the receipt, not the case: the sender gave
/// notice, it has no part in what follows.
/// </summary>
/// <param name="Receipt">To refer to it; the same for the same event, and on record where a case began with it.</param>
/// <param name="EventId">The event's id, as it came.</param>
/// <param name="EventSource">The event's source, as it came.</param>
/// <param name="EventType">The event's type, as it came.</param>
/// <param name="Status"><see cref="Forwarded"/> or <see cref="Refused"/>.</param>
/// <param name="Reason">Why it was refused, one of <see cref="Exchange.RefusalReasons"/>; null when it was forwarded.</param>
/// <param name="Errors">Where it is wrong, and what would be right; null when nothing is.</param>
public sealed record EventReceipt(
    string Receipt,
    string? EventId,
    string? EventSource,
    string? EventType,
    string Status,
    string? Reason,
    IReadOnlyList<FieldError>? Errors)
{
    /// <summary>It went to whom it was for.</summary>
    public const string Forwarded = "forwarded";

    /// <summary>It went nowhere.</summary>
    public const string Refused = "refused";
}
