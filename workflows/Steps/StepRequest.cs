namespace Integration.Workflows.Steps;

/// <summary>That a participant was asked, or that the gate did not allow it. Written once.</summary>
/// <param name="Key">The step.</param>
/// <param name="Participant">Who was to be asked.</param>
/// <param name="Topic">Where.</param>
/// <param name="Purpose">What for.</param>
/// <param name="RequestedAt">When; also the day that the gate decided for.</param>
/// <param name="Refusal">Why the gate refused; null when it forwarded.</param>
public sealed record StepRequest(StepKey Key, string Participant, string Topic, string Purpose, DateTimeOffset RequestedAt, string? Refusal)
{
    /// <summary>The status that the step begins with.</summary>
    public string Status => Refusal is null ? StepStatus.Requested : StepStatus.Refused;
}
