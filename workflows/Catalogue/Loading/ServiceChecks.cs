namespace Integration.Workflows.Catalogue.Loading;

/// <summary>
/// What a service's plan needs: participants, agreements that cover it, and data that the application holds and the rules get.
/// </summary>
internal sealed class ServiceChecks(PackContent pack)
{
    private readonly Dictionary<string, Participant> _participants = First(pack.Participants, item => item.Id);
    private readonly Dictionary<string, Program> _programs = First(pack.Programs, item => item.Id);
    private readonly ILookup<(string Sender, string Recipient, string Purpose), Agreement> _agreements =
        pack.Agreements.Select(item => item.Value).ToLookup(item => (item.Sender, item.Recipient, item.Purpose));

    /// <summary>Everything that is wrong with the services.</summary>
    public IEnumerable<CatalogueError> Check() => pack.Services.SelectMany(Check);

    private static Dictionary<string, T> First<T>(IEnumerable<Located<T>> items, Func<T, string> id) =>
        items.Select(item => item.Value).DistinctBy(id).ToDictionary(id, StringComparer.Ordinal);

    private IEnumerable<CatalogueError> Check(Located<IntegratedService> service) =>
        CheckPointers(service).Concat(CheckPlan(service)).Concat(EventStartChecks.Check(pack, service));

    private static IEnumerable<CatalogueError> CheckPointers(Located<IntegratedService> service)
    {
        var categories = service.Value.Categories.SelectMany(category => category.Value.Index()
            .Select(item => (At: JsonPointer.Append(JsonPointer.Append("/categories", category.Key), item.Index), Pointer: item.Item)));
        var checks = service.Value.Checks.Index().SelectMany(check => new[]
        {
            (At: JsonPointer.Append("/checks", check.Index) + "/pointer", Pointer: (string?)check.Item.Pointer),
            (At: JsonPointer.Append("/checks", check.Index) + "/other", Pointer: check.Item.Other),
        }).Where(check => check.Pointer is not null).Select(check => (check.At, Pointer: check.Pointer ?? ""));
        var person = service.Value.Person is { } named
            ? [(At: "/person/pointer", named.Pointer)]
            : Enumerable.Empty<(string At, string Pointer)>();
        return categories.Concat(checks).Concat(person)
            .Where(place => !service.Value.ApplicationSchema.Describes(place.Pointer))
            .Select(place => service.Error(
                place.At, $"The application has no '{place.Pointer}'.", "Point to a property of the application's schema."));
    }

    private IEnumerable<CatalogueError> CheckPlan(Located<IntegratedService> service)
    {
        var seen = new HashSet<(string, string?)>();
        foreach (var (stageIndex, stage) in service.Value.Plan.Index())
        {
            foreach (var (taskIndex, task) in stage.Tasks.Index())
            {
                var at = JsonPointer.Append(JsonPointer.Append("/plan", stageIndex) + "/tasks", taskIndex);
                if (!seen.Add((stage.Step, task.Subject)))
                {
                    yield return service.Error(at + "/subject", $"The plan has this {stage.Step} task already.",
                        "Give each task a subject of its own.");
                }

                IEnumerable<CatalogueError> found =
                [
                    .. CheckSubject(service, stage.Step, task, at),
                    .. TaskChecks.Check(pack, service, stageIndex, stage.Step, task, at),
                    .. CheckExchange(service, task, at),
                ];
                foreach (var error in found)
                {
                    yield return error;
                }
            }
        }
    }

    private IEnumerable<CatalogueError> CheckSubject(Located<IntegratedService> service, string step, PlannedTask task, string at)
    {
        if (step == "identity")
        {
            return CheckLevel(service, task, at);
        }

        if (task.Subject is null)
        {
            return [service.Error(at + "/subject", "A property is missing.", $"Say what the {step} is about.")];
        }

        if (step != "eligibility" || pack.IsDoubtful(task.Subject))
        {
            return [];
        }

        if (!_programs.TryGetValue(task.Subject, out var program))
        {
            return [service.Error(at + "/subject", $"There is no program '{task.Subject}'.", "Name an existing program, or add it.")];
        }

        return CheckMinimisation(service, task, at, program);
    }

    private static IEnumerable<CatalogueError> CheckMinimisation(
        Located<IntegratedService> service, PlannedTask task, string at, Program program)
    {
        var asked = program.Facts.Values.SelectMany(fact => fact.Places).ToList();
        var sent = task.Categories.Index()
            .SelectMany(category => (service.Value.Categories.GetValueOrDefault(category.Item) ?? [])
                .Select(pointer => (category.Index, Category: category.Item, Pointer: pointer)))
            .ToList();
        var missing = asked.Where(place => !sent.Exists(item => JsonPointer.Covers(item.Pointer, place)))
            .Select(place => service.Error(
                at + "/categories", $"The program asks for {place}, which is not sent.", $"Add a category that holds {place}."));
        var needless = sent.Where(item => !asked.Exists(place => JsonPointer.Covers(item.Pointer, place)))
            .Select(item => service.Error(
                JsonPointer.Append(at + "/categories", item.Index),
                $"The category '{item.Category}' sends {item.Pointer}, which the program never asks for.",
                "Send a category that holds only what the program asks for."));
        return missing.Concat(needless);
    }

    private IEnumerable<CatalogueError> CheckLevel(Located<IntegratedService> service, PlannedTask task, string at)
    {
        var needed = IdentityLevels.Highest(service.Value, _programs);
        if (task.Subject is not null)
        {
            yield return service.Error(at + "/subject", "An identity check has no subject.", "Remove it.");
        }

        if (task.RequiredLevel < needed)
        {
            yield return service.Error(at + "/requiredLevel", "A program of the plan needs a higher level.",
                $"Ask for {needed}, or leave it out.");
        }
    }

    private IEnumerable<CatalogueError> CheckExchange(Located<IntegratedService> service, PlannedTask task, string at)
    {
        foreach (var (index, category) in task.Categories.Index().Where(category => !service.Value.Categories.ContainsKey(category.Item)))
        {
            yield return service.Error(JsonPointer.Append(at + "/categories", index), $"The service has no category '{category}'.",
                $"Name one of {string.Join(", ", service.Value.Categories.Keys)}.");
        }

        foreach (var error in ParticipantsOf(task).SelectMany(id => CheckExchange(service, task, at, id)))
        {
            yield return error;
        }
    }

    private IEnumerable<string> ParticipantsOf(PlannedTask task) => task.Providers?.From
        ?? (task.Participant is { } only ? [only]
            : pack.Directory.Select(item => item.Value)
                .Where(entry => entry.Evidence == task.Subject).Select(entry => entry.Holder).Distinct());

    private IEnumerable<CatalogueError> CheckExchange(Located<IntegratedService> service, PlannedTask task, string at, string participant)
    {
        if (pack.IsDoubtful(participant))
        {
            yield break;
        }

        if (!_participants.ContainsKey(participant))
        {
            yield return service.Error(
                at + (task.Providers is null ? "/participant" : "/providers/from"), $"There is no participant '{participant}'.",
                "Name a participant of the catalogue, or add it.");
            yield break;
        }

        var agreements = SendersOf(service.Value).SelectMany(sender => _agreements[(sender, participant, task.Purpose)]).ToList();
        if (agreements.Count == 0)
        {
            yield return service.Error(
                at + "/purpose",
                $"No agreement lets {string.Join(" or ", SendersOf(service.Value))} send to {participant} for '{task.Purpose}'.",
                "Add the agreement, or use the purpose of one.");
        }

        bool IsCovered(string category) => agreements.TrueForAll(agreement => agreement.Categories.Contains(category));
        foreach (var (index, category) in task.Categories.Index().Where(category => !IsCovered(category.Item)))
        {
            yield return service.Error(JsonPointer.Append(at + "/categories", index), $"The agreement does not cover '{category}'.",
                $"Covered are {string.Join(", ", agreements[0].Categories)}.");
        }
    }

    // After a handover whoever took the case over is the sender.
    private IEnumerable<string> SendersOf(IntegratedService service) => service.Plan
        .Where(stage => stage.Step == "handover").SelectMany(stage => stage.Tasks)
        .Select(task => task.Participant is { } id && _participants.TryGetValue(id, out var taker) ? taker.Organization : null)
        .OfType<string>().Prepend(service.Intake).Distinct();
}
