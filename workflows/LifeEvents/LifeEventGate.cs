using Integration.Workflows.Applications;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Exchange;

namespace Integration.Workflows.LifeEvents;

/// <summary>
/// Lets an event pass that a service waits for, under an agreement in force, with data that make a valid application and that the agreement
/// covers. The data are not looked at before the agreement is there. Pure: same event, same day, same decision.
/// </summary>
/// <param name="catalogue">Where services and agreements are.</param>
/// <param name="validator">Checks the data as it checks an application.</param>
public sealed class LifeEventGate(ServiceCatalogue catalogue, ApplicationValidator validator)
{
    private const string Data = "/data";
    private const int LongestId = 128;
    private const int LongestSource = 255;

    /// <summary>Decides about an event on a day.</summary>
    public LifeEventDecision Decide(LifeEvent incoming, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(incoming);
        if (incoming.Participant is not { } sender || !Starts().Any(start => start.Sender == sender))
        {
            return new LifeEventDecision.Unanswerable(
                "unknown-sender", "The property participant must name a participant whose events start cases.");
        }

        var wrong = EnvelopeErrors(incoming).ToList();
        return wrong.Count > 0 ? new LifeEventDecision.Refused(RefusalReasons.Malformed, wrong) : Decide(incoming, sender, day);
    }

    private LifeEventDecision Decide(LifeEvent incoming, string sender, DateOnly day)
    {
        if (catalogue.FindStart(incoming.Type!, sender) is not { } found)
        {
            var isKnown = Starts().Any(start => start.Event == incoming.Type);
            return new LifeEventDecision.Refused(isKnown ? RefusalReasons.NoAgreement : RefusalReasons.UnknownEvent, []);
        }

        var (service, start) = found;
        var organization = catalogue.GetParticipant(sender).Organization;
        return catalogue.FindAgreement(organization, start.Recipient, start.Purpose, day) is { } agreement
            ? DecideOnData(new(service, start, agreement), incoming.Data)
            : new LifeEventDecision.Refused(RefusalReasons.AgreementNotInForce, []);
    }

    private LifeEventDecision DecideOnData(LifeEventDecision.Forwarded forwarded, ReadOnlyMemory<byte> data)
    {
        switch (validator.Check(forwarded.Service.Id, data))
        {
            case ApplicationCheck.NotJson wrong:
                return new LifeEventDecision.Refused(RefusalReasons.Malformed, [new(Data, "not-json", wrong.Detail)]);
            case ApplicationCheck.Invalid invalid:
                return new LifeEventDecision.Refused(
                    RefusalReasons.Malformed, [.. invalid.Errors.Select(error => error with { Pointer = Data + error.Pointer })]);
            case ApplicationCheck.Accepted accepted:
                var beyond = EventData.Beyond(
                        accepted.Application,
                        forwarded.Start.Categories.SelectMany(category => forwarded.Service.Categories[category]))
                    .Select(pointer => new FieldError(Data + pointer, "not-covered", "The agreement does not cover this; leave it out."))
                    .ToList();
                return beyond.Count > 0 ? new LifeEventDecision.Refused(RefusalReasons.CategoryNotCovered, beyond) : forwarded;
            default:
                throw new InvalidOperationException($"The service '{forwarded.Service.Id}' is in one catalogue and not in the other.");
        }
    }

    private static IEnumerable<FieldError> EnvelopeErrors(LifeEvent incoming)
    {
        foreach (var (name, value, longest) in new[]
        {
            ("id", incoming.Id, LongestId), ("source", incoming.Source, LongestSource), ("type", incoming.Type, LongestSource),
        })
        {
            if (value is not { Length: > 0 } || value.Length > longest)
            {
                yield return new("/" + name, "required", $"Give the attribute {name} of CloudEvents, 1 to {longest} characters.");
            }
        }
    }

    private IEnumerable<EventStart> Starts() => catalogue.Services.SelectMany(service => service.StartedBy);
}
