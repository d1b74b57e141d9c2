namespace Integration.Workflows.Exchange;

/// <summary>CloudEvents types of this network.</summary>
public static class MessageTypes
{
    public const string CaseReceived = "integration.case.received.v1";
    public const string EventReceipt = "integration.event.receipt.v1";
    public const string StepRequested = "integration.step.requested.v1";
    public const string StepAnswered = "integration.step.answered.v1";
    public const string ConsentEnded = "integration.consent.ended.v1";
    public const string ConsentExpired = "integration.consent.expired.v1";
    public const string StepCancelled = "integration.step.cancelled.v1";
}
