using System.Text.Json;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Plans;

/// <summary>All that a task's next move depends on.</summary>
/// <param name="Catalogue">The case's version.</param>
/// <param name="Service">The integrated service.</param>
/// <param name="Name">The task.</param>
/// <param name="Task">The task as planned.</param>
/// <param name="History">What was asked for it so far.</param>
/// <param name="Facts">The application, with what came to be known since.</param>
/// <param name="Determinations">The programs' latest answers.</param>
/// <param name="Now">The time of the decision.</param>
internal sealed record TaskSituation(
    ServiceCatalogue Catalogue,
    IntegratedService Service,
    TaskName Name,
    PlannedTask Task,
    TaskHistory History,
    JsonElement Facts,
    IReadOnlyDictionary<string, Determination> Determinations,
    DateTimeOffset Now)
{
    /// <summary>Asks a participant for what the task is for.</summary>
    public NextMove.Ask Ask(string participant) => new(Addressee.Participant, participant, Task.Purpose);

    /// <summary>Asks the person, through whoever takes applications in.</summary>
    public NextMove.Ask AskPerson(string question) => new(Addressee.Person, Service.Intake, question);

    /// <summary>Asks a service centre of whoever takes applications in.</summary>
    public NextMove.Ask AskServiceCentre(string question) => new(Addressee.ServiceCentre, Service.Intake, question);
}
