namespace Integration.Workflows.Exchange;

/// <summary>The queues of the network; topics stand in the catalogue's plans.</summary>
public static class Destinations
{
    /// <summary>Cases that wait for their attempt.</summary>
    public const string Intake = "intake";

    /// <summary>Reminders of consents that end.</summary>
    public const string ConsentExpiry = "consent-expiry";

    /// <summary>Events that may start a case with no application.</summary>
    public const string LifeEvents = "life-events";

    /// <summary>Topic: what the senders of events are told; a subscription a sender.</summary>
    public const string EventReceipts = "event-receipts";

    /// <summary>Answers of participants; a session a case.</summary>
    public const string StepResults = "step-results";
}
