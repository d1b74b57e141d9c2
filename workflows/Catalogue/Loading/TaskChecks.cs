using Integration.Workflows.Plans;

namespace Integration.Workflows.Catalogue.Loading;

/// <summary>What a task of a plan needs, by its step.</summary>
internal static class TaskChecks
{
    /// <summary>Everything that does not fit the step.</summary>
    public static IEnumerable<CatalogueError> Check(
        PackContent pack, Located<IntegratedService> service, int stage, string step, PlannedTask task, string at) =>
    [
        .. CheckWho(pack, service, step, task, at),
        .. CheckWhatIsOffered(service, step, task, at),
        .. CheckConditions(service, stage, task, at),
        .. CheckDelegation(pack, service, step, task, at),
        .. CheckProviders(pack, service, task, at),
        .. CheckEvidence(service, step, task, at),
    ];

    private static IEnumerable<CatalogueError> CheckWho(
        PackContent pack, Located<IntegratedService> service, string step, PlannedTask task, string at)
    {
        var (mayBeFound, mustBeNamed) = (step is "evidence", step is not ("evidence" or "referral"));
        if (task.Providers is not null && (step != "referral" || task.Participant is not null))
        {
            yield return service.Error(
                at + "/providers", "Several providers are for referrals without a participant.", "Leave providers or participant out.");
        }

        if (task.Participant is null && (mustBeNamed || (!mayBeFound && task.Providers is null)))
        {
            yield return service.Error(at + "/participant", "A property is missing.", "Say who carries it out.");
        }

        if (mayBeFound && task.Participant is not null)
        {
            yield return service.Error(at + "/participant", "The reference directory says who holds evidence.", "Remove it.");
        }

        if (mayBeFound && task.Subject is not null && !pack.Directory.Any(item => item.Value.Evidence == task.Subject))
        {
            yield return service.Error(
                at + "/subject", $"The reference directory has no holder of '{task.Subject}'.",
                "Add an entry to the directory, or name other evidence.");
        }
    }

    private static IEnumerable<CatalogueError> CheckWhatIsOffered(
        Located<IntegratedService> service, string step, PlannedTask task, string at)
    {
        var misplaced = new (string Property, bool IsGiven, string Step)[]
        {
            ("stepUp", task.StepUp is not null, "identity"),
            ("identityOf", task.IdentityOf is not null, "identity"),
            ("inPerson", task.InPerson is not null, "identity"),
            ("responseWithin", task.ResponseWithin is not null, "referral"),
        };
        return misplaced.Where(item => item.IsGiven && item.Step != step)
            .Select(item => service.Error($"{at}/{item.Property}", $"This belongs to a task of the step {item.Step}.", "Remove it."));
    }

    private static IEnumerable<CatalogueError> CheckConditions(Located<IntegratedService> service, int stage, PlannedTask task, string at)
    {
        var earlier = service.Value.Plan.Take(stage).Where(item => item.Step == "eligibility")
            .SelectMany(item => item.Tasks).Select(item => item.Subject).ToHashSet();
        return (task.When ?? []).Index().Where(condition => !earlier.Contains(condition.Item.Program)).Select(condition => service.Error(
            JsonPointer.Append(at + "/when", condition.Index) + "/program",
            $"No earlier stage asks the program '{condition.Item.Program}'.",
            "Name a program that an earlier stage asks."));
    }

    private static IEnumerable<CatalogueError> CheckDelegation(
        PackContent pack, Located<IntegratedService> service, string step, PlannedTask task, string at)
    {
        var program = step == "eligibility" ? pack.FindProgram(task.Subject) : null;
        var decider = pack.FindParticipant(task.Participant)?.Organization;
        if (program is not null && decider is not null && program.Agency != decider
            && !pack.Delegations.Any(item => item.Value.Program == program.Id && item.Value.Delegate == decider))
        {
            yield return service.Error(at + "/participant", $"The program is {program.Agency}'s, which has not delegated it to {decider}.",
                "Name a participant of the agency, or add the delegation.");
        }
    }

    private static IEnumerable<CatalogueError> CheckProviders(
        PackContent pack, Located<IntegratedService> service, PlannedTask task, string at)
    {
        foreach (var (index, id) in (task.Providers?.From ?? []).Index()
            .Where(item => pack.FindParticipant(item.Item) is { Provider: null }))
        {
            yield return service.Error(
                JsonPointer.Append(at + "/providers/from", index), $"The participant '{id}' has no provider profile.",
                "Give it areas, capacity and rating in participants.json.");
        }

        foreach (var (property, pointer) in new[] { ("choice", task.Providers?.Choice), ("area", task.Providers?.Area) })
        {
            if (pointer is not null && !service.Value.ApplicationSchema.Describes(pointer))
            {
                yield return service.Error(
                    $"{at}/providers/{property}", $"The application has no '{pointer}'.",
                    "Point to a property of the application's schema.");
            }
        }
    }

    private static IEnumerable<CatalogueError> CheckEvidence(Located<IntegratedService> service, string step, PlannedTask task, string at)
    {
        if (step == "evidence" && task.Subject is { } subject
            && !service.Value.ApplicationSchema.Describes(JsonPointer.Append(CaseFacts.EvidenceRoot, subject)))
        {
            yield return service.Error(at + "/subject", $"The application's schema does not say what '{subject}' looks like.",
                $"Describe it at {CaseFacts.EvidenceRoot}/{subject}.");
        }
    }
}
