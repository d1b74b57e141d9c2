using Integration.Workflows.Applications;
using Integration.Workflows.Plans;

namespace Integration.Workflows.Catalogue;

/// <summary>Programs of several jurisdictions around one life event, behind one intake.</summary>
/// <param name="Id">Unique in the catalogue; part of the intake's address.</param>
/// <param name="Jurisdiction">Where it is offered.</param>
/// <param name="Name">What citizens know it by.</param>
/// <param name="Intake">The organization that receives applications: sender of the exchanges.</param>
/// <param name="Plan">Stages in order.</param>
/// <param name="Categories">
/// Data category → JSON Pointers (RFC 6901) into the application; a segment <c>*</c> matches any array index.
/// </param>
public sealed record IntegratedService(
    string Id,
    string Jurisdiction,
    LocalizedText Name,
    string Intake,
    IReadOnlyList<PlanStage> Plan,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Categories)
{
    /// <summary>What it brings together.</summary>
    public required LocalizedText Description { get; init; }

    /// <summary>How its applications name the person; null when every case is a person of its own.</summary>
    public PersonIdentifier? Person { get; init; }

    /// <summary>The events that start a case of it, beside applications.</summary>
    public IReadOnlyList<EventStart> StartedBy { get; init; } = [];

    /// <summary>Checks between fields, beside the schema.</summary>
    public IReadOnlyList<CrossFieldCheck> Checks { get; init; } = [];

    /// <summary>What an application must look like.</summary>
    public required DocumentSchema ApplicationSchema { get; init; }

    /// <summary>A task of the plan.</summary>
    /// <exception cref="InvalidOperationException">The plan has none of that name.</exception>
    public PlannedTask TaskOf(TaskName name) =>
        Plan.Where(stage => stage.Step == name.Step).SelectMany(stage => stage.Tasks).FirstOrDefault(task => task.Subject == name.Subject)
        ?? throw new InvalidOperationException($"The plan of '{Id}' has no task {name}.");
}
