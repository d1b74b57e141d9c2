using Integration.Workflows.Applications;
using Integration.Workflows.Catalogue;

namespace Integration.Workflows.LifeEvents;

/// <summary>What the gate decided about an event.</summary>
public abstract record LifeEventDecision
{
    private LifeEventDecision()
    {
    }

    /// <summary>It may pass and start a case.</summary>
    /// <param name="Service">The service that it starts.</param>
    /// <param name="Start">By which entry of the service.</param>
    /// <param name="Agreement">Under which agreement.</param>
    public sealed record Forwarded(IntegratedService Service, EventStart Start, Agreement Agreement) : LifeEventDecision;

    /// <summary>It passed when it came before, under an agreement that was in force then.</summary>
    public sealed record PassedBefore : LifeEventDecision;

    /// <summary>It may not, and its sender is told.</summary>
    /// <param name="Reason">One of <see cref="Exchange.RefusalReasons"/>.</param>
    /// <param name="Errors">What is wrong with it, by JSON Pointers into the event in JSON format; never repeats a value.</param>
    public sealed record Refused(string Reason, IReadOnlyList<FieldError> Errors) : LifeEventDecision;

    /// <summary>There is nobody who could be told.</summary>
    /// <param name="Reason">Code.</param>
    /// <param name="Detail">For operators; no personal data.</param>
    public sealed record Unanswerable(string Reason, string Detail) : LifeEventDecision;
}
