using System.Text.Json;
using Integration.Workflows.Applications;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Plans;

/// <summary>Which answers fit a question. Pure.</summary>
internal static class QuestionRules
{
    private const string Accept = "accept";
    private const string Decline = "decline";

    /// <summary>Everything that is wrong with an answer.</summary>
    /// <param name="plan">The case.</param>
    /// <param name="question">The question.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="latestDay">The latest day that has begun anywhere.</param>
    public static IEnumerable<FieldError> Check(CasePlan plan, TaskEntry question, QuestionAnswer answer, DateOnly latestDay)
    {
        if (answer.Decision is not (null or Accept or Decline))
        {
            return [new("/decision", "not-in-list", "Must be accept or decline.")];
        }

        if (answer.Decision == Decline)
        {
            return [];
        }

        var kind = question.Request.Purpose;
        return
        [
            .. Misplaced(kind, answer),
            .. kind switch
            {
                Questions.StepUp => CheckCredential(plan, answer, latestDay),
                Questions.InPersonCheck => CheckCredential(plan, answer, latestDay).Concat(CheckInPerson(plan, answer)),
                Questions.Preview => answer.Decision is null ? [new("/decision", "required", "Say accept or decline.")] : [],
                Questions.ProviderChoice => CheckProvider(plan, question, answer),
                _ => CheckValues(plan, question, answer, latestDay),
            },
        ];
    }

    /// <summary>The answer as it is stored.</summary>
    public static StepAnswer ToStepAnswer(QuestionAnswer answer) => answer.Decision == Decline
        ? new(StepStatus.Declined)
        : new(StepStatus.Completed) { Credential = answer.Credential, Values = answer.Values, Provider = answer.Provider };

    private static IEnumerable<FieldError> Misplaced(string kind, QuestionAnswer answer)
    {
        var given = new (string Pointer, bool IsGiven, bool Fits)[]
        {
            ("/credential", answer.Credential is not null, kind is Questions.StepUp or Questions.InPersonCheck),
            ("/values", answer.Values is not null, kind is Questions.Information or Questions.Correction),
            ("/provider", answer.Provider is not null, kind is Questions.ProviderChoice),
        };
        return given.Where(item => item.IsGiven && !item.Fits)
            .Select(item => new FieldError(item.Pointer, "unknown-property", $"A question of the kind {kind} does not ask for this."));
    }

    private static IEnumerable<FieldError> CheckCredential(CasePlan plan, QuestionAnswer answer, DateOnly latestDay) =>
        answer.Credential is { } credential
            ? plan.Service.ApplicationSchema.CheckAt(CaseFacts.Credential, credential, latestDay)
                .Select(error => error with { Pointer = "/credential" + error.Pointer[CaseFacts.Credential.Length..] })
            : [new("/credential", "required", "This property is required.")];

    private static IEnumerable<FieldError> CheckInPerson(CasePlan plan, QuestionAnswer answer)
    {
        var provider = answer.Credential is { } credential
            && JsonPointer.Find(credential, "/provider") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        var country = plan.Catalogue.CountryOf(plan.Service.Intake);
        var known = plan.Catalogue.IdentityProviders
            .Where(item => item.Channel == "in-person" && plan.Catalogue.CountryOf(item.Organization) == country)
            .Select(item => item.Id).ToList();
        if (provider is not null && !known.Contains(provider))
        {
            yield return new("/credential/provider", "not-in-list", $"Must be one that sees people: {string.Join(", ", known)}.");
        }
    }

    private static IEnumerable<FieldError> CheckProvider(CasePlan plan, TaskEntry question, QuestionAnswer answer)
    {
        var known = CaseQuestions.ProvidersOf(plan, plan.Service.TaskOf(TaskName.Of(question.Request.Key))).ToList();
        if (answer.Provider is null)
        {
            yield return new("/provider", "required", "This property is required.");
        }
        else if (!known.Contains(answer.Provider))
        {
            yield return new("/provider", "not-in-list", $"Must be one of {string.Join(", ", known)}.");
        }
    }

    private static IEnumerable<FieldError> CheckValues(CasePlan plan, TaskEntry question, QuestionAnswer answer, DateOnly latestDay)
    {
        if (answer.Values is not { Count: > 0 } values)
        {
            return [new("/values", "required", "Give at least one value.")];
        }

        var asked = CaseQuestions.FactsOf(plan, TaskName.Of(question.Request.Key));
        return values.SelectMany(value => asked.Contains(value.Key)
            ? plan.Service.ApplicationSchema.CheckAt(value.Key, value.Value, latestDay)
                .Select(error => error with { Pointer = JsonPointer.Append("/values", value.Key) + error.Pointer[value.Key.Length..] })
            : [new FieldError(
                JsonPointer.Append("/values", value.Key), "unknown-property",
                $"Nobody asks for this; asked for are {string.Join(", ", asked)}.")]);
    }
}
