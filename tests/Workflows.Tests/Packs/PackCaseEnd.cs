using Integration.Workflows.Cases;
using Integration.Workflows.Exchange;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Tests.Packs;

/// <summary>A case that has ended.</summary>
/// <param name="View">As an agency sees it.</param>
/// <param name="Record">As it is stored.</param>
/// <param name="Sent">Every message that was sent.</param>
/// <param name="ChainIsIntact">Whether its audit chain proves what happened.</param>
/// <param name="Engine">The whole durable store, byte for byte, as text.</param>
internal sealed record PackCaseEnd(CaseView View, CaseRecord Record, IReadOnlyList<ExchangeMessage> Sent, bool ChainIsIntact, string Engine)
{
    /// <summary>Who was asked and how it ended, as <c>{step} {participant}: {status}</c>; people by the question.</summary>
    public IReadOnlyList<string> Course =>
    [
        .. Record.Requests.OrderBy(request => request.AuditKnown).ThenBy(request => request.RequestedAt)
            .ThenBy(request => request.ResultsKnown)
            .ThenBy(request => request.Key.ToString(), StringComparer.Ordinal).Select(request =>
                $"{NameOf(request)} "
                + $"{(request.AskedOf == Integration.Workflows.Plans.Addressee.Participant ? request.Participant : request.Purpose)}: "
                + $"{Record.StatusOf(request.Key)}"),
    ];

    /// <summary>The kinds of the audit records, in order.</summary>
    public IEnumerable<string> Trail => Record.Audit.Select(record => record.Kind);

    private static string NameOf(StepRequest request) =>
        request.Key.Subject is { } subject ? $"{request.Key.Step}/{subject}" : request.Key.Step;
}
