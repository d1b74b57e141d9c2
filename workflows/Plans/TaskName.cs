using System.Diagnostics.CodeAnalysis;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Plans;

/// <summary>Names a task of a plan: <c>{step}[/{program, evidence or referral}]</c>.</summary>
/// <param name="Step">One of <see cref="StepNames"/>.</param>
/// <param name="Subject">What it is about; null when the step has no subject.</param>
public sealed record TaskName(string Step, string? Subject)
{
    /// <summary>The task that a step belongs to.</summary>
    public static TaskName Of(StepKey key) => new(key.Step, key.Subject);

    /// <summary>Reads a name.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out TaskName? name)
    {
        var parts = text?.Split('/') ?? [];
        name = parts.Length is 1 or 2 && parts.All(StepKey.IsName) ? new(parts[0], parts.Length == 2 ? parts[1] : null) : null;
        return name is not null;
    }

    /// <summary>The task's step in a case, by its number.</summary>
    public StepKey Number(string caseId, int number) => new(caseId, Step, Subject, number);

    /// <inheritdoc/>
    public override string ToString() => Subject is null ? Step : $"{Step}/{Subject}";
}
