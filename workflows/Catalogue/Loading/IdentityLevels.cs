namespace Integration.Workflows.Catalogue.Loading;

/// <summary>An identity check that names no level asks for the highest that a program of its plan needs.</summary>
internal static class IdentityLevels
{
    /// <summary>The highest level that a program of the plan needs; 1 when there is none.</summary>
    public static int Highest(IntegratedService service, IReadOnlyDictionary<string, Program> programs) =>
        service.Plan.SelectMany(stage => stage.Tasks)
            .Select(task => task.Subject is { } id && programs.TryGetValue(id, out var program) ? program.RequiredIdentityLevel : 1)
            .Max();

    /// <summary>The service with a level in each identity check.</summary>
    public static IntegratedService Fill(IntegratedService service, IReadOnlyDictionary<string, Program> programs)
    {
        var level = Highest(service, programs);
        return service with
        {
            Plan = [.. service.Plan.Select(stage => stage.Step != "identity" ? stage : stage with
            {
                Tasks = [.. stage.Tasks.Select(task => task with { RequiredLevel = task.RequiredLevel ?? level })],
            })],
        };
    }
}
