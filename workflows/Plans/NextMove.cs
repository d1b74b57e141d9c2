using Integration.Workflows.Steps;

namespace Integration.Workflows.Plans;

/// <summary>What a task of a plan comes to next.</summary>
public abstract record NextMove
{
    private NextMove()
    {
    }

    /// <summary>Somebody is to be asked.</summary>
    /// <param name="Of">Who.</param>
    /// <param name="Participant">The participant; for people, the organization that they are reached through.</param>
    /// <param name="Purpose">The purpose of the exchange; for people, one of <see cref="Questions"/>.</param>
    public sealed record Ask(Addressee Of, string Participant, string Purpose) : NextMove;

    /// <summary>An answer is awaited.</summary>
    /// <param name="Key">The step.</param>
    /// <param name="Until">When the wait is over; null for no limit.</param>
    public sealed record Await(StepKey Key, DateTimeOffset? Until) : NextMove;

    /// <summary>The time for an answer is over.</summary>
    /// <param name="Key">The step.</param>
    public sealed record Expire(StepKey Key) : NextMove;

    /// <summary>Nothing can be done before a point in time.</summary>
    /// <param name="Until">When to look again.</param>
    public sealed record Pause(DateTimeOffset Until) : NextMove;

    /// <summary>The task has ended.</summary>
    /// <param name="CaseOutcome">
    /// How the case ends because of it, one of <see cref="Cases.CaseOutcomes"/>; null when the plan goes on.
    /// </param>
    public sealed record Over(string? CaseOutcome) : NextMove;

    /// <summary>The plan does not need the task in this case.</summary>
    public sealed record Skip : NextMove;
}
