namespace Integration.Workflows.Cases;

/// <summary>What became of a submission.</summary>
public abstract record IntakeAnswer
{
    private IntakeAnswer()
    {
    }

    /// <summary>The case is stored and its message is on the bus, now or since an earlier submission.</summary>
    /// <param name="Head">The case.</param>
    public sealed record Accepted(CaseHead Head) : IntakeAnswer;

    /// <summary>The idempotency key was used for another application.</summary>
    public sealed record KeyReused : IntakeAnswer;
}
