namespace Integration.Workflows.Catalogue.Loading;

/// <summary>An integrated service as written; its application schema is a file beside it.</summary>
internal sealed record ServiceFile(
    string Id,
    string Jurisdiction,
    LocalizedText Name,
    LocalizedText Description,
    string Intake,
    string Application,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Categories,
    IReadOnlyList<CrossFieldCheck>? Checks,
    IReadOnlyList<PlanStage> Plan,
    PersonIdentifier? Person = null,
    IReadOnlyList<EventStart>? StartedBy = null);
