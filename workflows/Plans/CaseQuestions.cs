using Integration.Workflows.Cases;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Eligibility;
using Integration.Workflows.Referrals;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Plans;

/// <summary>Puts open questions into words, with all that is needed to answer them. Pure.</summary>
internal static class CaseQuestions
{
    /// <summary>A question of a case.</summary>
    public static QuestionView Of(CasePlan plan, TaskEntry entry)
    {
        var request = entry.Request;
        var name = TaskName.Of(request.Key);
        var task = plan.Service.TaskOf(name);
        var view = new QuestionView(
            request.Key.ToString(), request.AskedOf, request.Purpose, TextOf(request.Purpose), PlanMoves.DeadlineOf(task, entry));
        return request.Purpose switch
        {
            Questions.StepUp or Questions.InPersonCheck => view with { RequiredLevel = task.RequiredLevel },
            Questions.Preview => view with { Preview = plan.HistoryOf(name).LastOfParticipant?.Answer?.Evidence?.Values },
            Questions.ProviderChoice => view with { Providers = [.. ProvidersOf(plan, task)] },
            _ => view with { Facts = FactsOf(plan, name) },
        };
    }

    /// <summary>The facts that a question asks for, as JSON Pointers into the application.</summary>
    public static IReadOnlyList<string> FactsOf(CasePlan plan, TaskName name) => name.Step switch
    {
        StepNames.Eligibility => plan.HistoryOf(name).LastOfParticipant?.Answer?.Determination is { } answer ? [.. AskableOf(answer)] : [],
        StepNames.Evidence => [.. EvidenceFactsOf(plan, name)],
        _ => [.. plan.Service.TaskOf(name).Categories.SelectMany(category => plan.Service.Categories[category]).Where(IsOnePlace)],
    };

    /// <summary>The facts that a program lacks and that are the person's to give; evidence is its holders' alone.</summary>
    public static IEnumerable<string> AskableOf(Determination answer) =>
        answer.Missing.Where(pointer => !JsonPointer.Covers(CaseFacts.EvidenceRoot, pointer));

    /// <summary>The providers that a task could turn to.</summary>
    public static IEnumerable<string> ProvidersOf(CasePlan plan, PlannedTask task) =>
        task.Providers is { } providers ? ProviderRanking.Of(providers, plan.Catalogue, null, providers.AreaIn(plan.Facts)) : [];

    private static IEnumerable<string> EvidenceFactsOf(CasePlan plan, TaskName name)
    {
        var place = JsonPointer.Append(CaseFacts.EvidenceRoot, name.Subject!);
        return plan.Service.ApplicationSchema.PropertiesAt(place).Select(property => JsonPointer.Append(place, property));
    }

    // A value for every item of a list at once has no place to be put.
    private static bool IsOnePlace(string pointer) => !JsonPointer.Segments(pointer).Contains("*");

    private static LocalizedText TextOf(string question) => question switch
    {
        Questions.StepUp => new(
            "Sign in with a credential of a higher level of assurance.",
            "Connectez-vous au moyen d’un justificatif d’un niveau d’assurance plus élevé."),
        Questions.Correction => new(
            "No record fits these details. Check them and correct what is wrong.",
            "Aucun dossier ne correspond à ces renseignements. Vérifiez-les et corrigez ce qui est erroné."),
        Questions.InPersonCheck => new(
            "See the person, or their trusted referee, and record the evidence of identity that was shown.",
            "Rencontrez la personne, ou son répondant de confiance, et consignez les preuves d’identité présentées."),
        Questions.Preview => new(
            "This was found. May it be used for your application?",
            "Voici ce qui a été trouvé. Peut-on l’utiliser pour votre demande ?"),
        Questions.ProviderChoice => new(
            "Choose who shall help you. Without a choice, one is found for you.",
            "Choisissez qui vous aidera. Sans choix de votre part, un organisme vous sera proposé."),
        _ => new(
            "These facts are needed, and nobody in the network holds them.",
            "Ces renseignements sont nécessaires et personne dans le réseau ne les détient."),
    };
}
