using System.Text;
using System.Text.Json;
using Integration.Workflows.Cases;
using Integration.Workflows.Exchange;
using Integration.Workflows.Steps;

namespace Integration.Conformance.Tests.Partner;

/// <summary>A referral to the sample partner, in the messages that the network writes.</summary>
/// <param name="Idempotency">Tells the case from others.</param>
internal sealed record Referral(string Idempotency)
{
    private static readonly DateTimeOffset _at = new(2026, 3, 1, 9, 30, 0, TimeSpan.Zero);

    public string CaseId { get; } = Workflows.Cases.CaseId.From("portal", "newborn", Idempotency);

    public StepKey Key => new(CaseId, StepNames.Referral, "education-savings", 1);

    public ExchangeMessage Requested => Message(Key.ToString(), MessageTypes.StepRequested, JsonSerializer.Serialize(
        new StepRequestBody(
            Key.ToString(), Key.Step, Key.Subject, "education-savings", "serviceontario-maple-education-savings", "pseudonym", null,
            new DateOnly(2026, 3, 1), "catalogue-version", JsonElement.Parse("""{"child":{"givenName":"Ada"}}""")),
        CaseJson.Options));

    public ExchangeMessage Cancelled => Message(
        $"{Key}/cancel", MessageTypes.StepCancelled,
        JsonSerializer.Serialize(new { stepKey = Key.ToString(), status = StepStatus.Cancelled }));

    public ExchangeMessage Unreadable => Message(Key.ToString(), MessageTypes.StepRequested, "<referral/>");

    private ExchangeMessage Message(string messageId, string type, string body) => new(
        "referrals", messageId, type, "/organizations/serviceontario", Key.ToString(), _at, Encoding.UTF8.GetBytes(body))
    {
        CorrelationId = CaseId,
        ReplyTo = Destinations.StepResults,
        ReplyToSessionId = CaseId,
        Participant = PartnerProcess.Id,
        Hosting = "remote",
    };
}
