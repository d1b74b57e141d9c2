using System.Text.Json;
using Integration.Workflows.Cases;
using Integration.Workflows.Exchange;
using Integration.Workflows.Steps;

namespace Integration.Conformance.Tests.RegionAgency;

/// <summary>A check that the region is asked for, in the messages that the network writes.</summary>
/// <param name="Practice">The practice that is wanted.</param>
/// <param name="Kilometres">How far away it is.</param>
/// <param name="Group">The insurance group.</param>
internal sealed record PractitionerChoice(string Practice, int Kilometres = 2, string Group = "1")
{
    public const string Topic = "eligibility-checks";
    public const string Region = "dk-region-midtjylland";
    public const string Program = "dk-practitioner-choice";
    private static readonly DateTimeOffset _at = new(2026, 3, 4, 9, 30, 0, TimeSpan.Zero);

    public static DateOnly Day { get; } = new(2026, 3, 4);

    public string CaseId { get; } = Workflows.Cases.CaseId.From("portal", "dk-moving", $"{Practice} {Kilometres} {Group}");

    public StepKey Key => new(CaseId, StepNames.Eligibility, Program, 1);

    public JsonElement Attributes => JsonSerializer.SerializeToElement(
        new { health = new { insuranceGroup = Group, practice = Practice, distanceKm = Kilometres, acceptsDistance = false } });

    public ExchangeMessage Requested => Message(Key.ToString(), MessageTypes.StepRequested, new StepRequestBody(
        Key.ToString(), Key.Step, Key.Subject, "practitioner-choice", "dk-region-practitioner-choice",
        "pseudonym", null, Day, "catalogue-version", Attributes));

    public ExchangeMessage Cancelled => Message(
        $"{Key}/cancel", MessageTypes.StepCancelled, new { stepKey = Key.ToString(), status = StepStatus.Cancelled });

    private ExchangeMessage Message(string messageId, string type, object body) => new(
        Topic, messageId, type, "/organizations/dk-digital-government", Key.ToString(), _at,
        JsonSerializer.SerializeToUtf8Bytes(body, CaseJson.Options))
    {
        CorrelationId = CaseId,
        ReplyTo = Destinations.StepResults,
        ReplyToSessionId = CaseId,
        Participant = Region,
        Hosting = "remote",
    };
}
