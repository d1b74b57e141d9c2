namespace Integration.Workflows.LifeEvents;

/// <summary>What became of an event.</summary>
public abstract record LifeEventOutcome
{
    private LifeEventOutcome()
    {
    }

    /// <summary>Its sender is told: the receipt is on the bus.</summary>
    /// <param name="Receipt">The receipt.</param>
    public sealed record Told(EventReceipt Receipt) : LifeEventOutcome;

    /// <summary>Nobody can be told: to the dead-letter queue with it.</summary>
    /// <param name="Reason">Code.</param>
    /// <param name="Detail">For operators; no personal data.</param>
    public sealed record NotTaken(string Reason, string Detail) : LifeEventOutcome;
}
