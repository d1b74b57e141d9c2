namespace Integration.Workflows.Participants;

/// <summary>What became of a request.</summary>
public abstract record RequestOutcome
{
    private RequestOutcome()
    {
    }

    /// <summary>Its answer is on the bus, or it needs none.</summary>
    public sealed record Done : RequestOutcome;

    /// <summary>It can't be answered: to the dead-letter queue with it.</summary>
    /// <param name="Reason">Code.</param>
    /// <param name="Detail">For operators; no personal data.</param>
    public sealed record NotTaken(string Reason, string Detail) : RequestOutcome;
}
