using Integration.Workflows.Cases;
using Integration.Workflows.Steps;

namespace Integration.Local.AppHost.Demo;

/// <summary>A case's way so far, a line for each stop. Pure.</summary>
internal static class Journey
{
    /// <param name="view">The case.</param>
    /// <param name="names">What things are called.</param>
    /// <param name="now">What time it is.</param>
    public static IReadOnlyList<JourneyLine> Of(CaseView view, CaseNames names, DateTimeOffset now) =>
    [
        new JourneyLine("Application received", Progress.Done, TimeSpan.Zero, view.Id),
        .. view.Steps.Select(step => LineOf(view, step, names, now)),
        .. view.ClosedAt is { } closed ? [EndOf(view, closed)] : Array.Empty<JourneyLine>(),
    ];

    private static JourneyLine LineOf(CaseView view, StepView step, CaseNames names, DateTimeOffset now)
    {
        var key = StepKey.TryParse(step.Key, out var parsed) ? parsed : throw new FormatException($"'{step.Key}' is no step key.");
        return new JourneyLine(
            names.Step(view, key), ProgressOf(step), Positive((step.CompletedAt ?? now) - step.RequestedAt), OutcomeOf(view, step, key));
    }

    private static JourneyLine EndOf(CaseView view, DateTimeOffset closed) => new(
        $"Case {CaseJsonName(view.Status)}",
        view.Status == CaseStatus.Closed ? Progress.Done : Progress.Stopped,
        Positive(closed - view.ReceivedAt),
        (view.Outcome ?? "").Replace('-', ' '));

    private static Progress ProgressOf(StepView step) =>
        step.Status == StepStatus.Completed ? Progress.Done
        : StepTransitions.IsTerminal(step.Step, step.Status) ? Progress.Stopped
        : Progress.UnderWay;

    private static string OutcomeOf(CaseView view, StepView step, StepKey key) =>
        step.Reason is { } refusal ? $"{step.Status}: {refusal}"
        : view.Determinations.FirstOrDefault(answer => answer.Program == key.Subject) is { } answer ? CaseNames.Outcome(answer)
        : step.Status;

    private static string CaseJsonName(CaseStatus status) => status switch
    {
        CaseStatus.Received => "received",
        CaseStatus.InProgress => "in progress",
        CaseStatus.Failed => "failed",
        CaseStatus.Closed => "closed",
        _ => "withdrawn",
    };

    // Two clocks may be a little apart.
    private static TimeSpan Positive(TimeSpan duration) => duration > TimeSpan.Zero ? duration : TimeSpan.Zero;
}
