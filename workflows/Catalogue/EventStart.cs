namespace Integration.Workflows.Catalogue;

/// <summary>That an event starts a case of a service, with no application of the person.</summary>
/// <param name="Event">The CloudEvents type of the event.</param>
/// <param name="Sender">The participant that may send it.</param>
/// <param name="Recipient">The participant of the service's intake that it goes to; the case is that one's.</param>
/// <param name="Purpose">What for: selects the agreement from the sender's organization to the recipient.</param>
/// <param name="Categories">The data categories that it carries, and nothing else.</param>
public sealed record EventStart(string Event, string Sender, string Recipient, string Purpose, IReadOnlyList<string> Categories);
