using System.Text.Json;
using Integration.Workflows.Cases;

namespace Integration.Workflows.Audit;

/// <summary>
/// What an audit record tells of an exchange: who sent what kind of data to whom, for which purpose and under which agreement, and
/// whether it was forwarded. What was sent is held by a keyed hash alone: with the content and the key it can be proven, without them it
/// tells nothing, also where the content could be guessed.
/// </summary>
/// <param name="Sender">The organization that sends.</param>
/// <param name="Recipient">The participant that it is for.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Agreement">The agreement that covers it; null when none does.</param>
/// <param name="Categories">The data categories.</param>
/// <param name="ContentHash">
/// Fingerprint of what was forwarded (<see cref="Protection.CaseCipher.Fingerprint"/>); null when it was refused.
/// </param>
/// <param name="Reason">Why it was not forwarded; null when it was.</param>
public sealed record ExchangeFacts(
    string Sender,
    string Recipient,
    string Purpose,
    string? Agreement,
    IReadOnlyList<string> Categories,
    string? ContentHash,
    string? Reason)
{
    /// <summary>Facts of an exchange that was forwarded.</summary>
    public static ExchangeFacts Forwarded(
        string sender, string recipient, string purpose, string agreement, IReadOnlyList<string> categories, string contentHash) =>
        new(sender, recipient, purpose, agreement, categories, contentHash, Reason: null);

    /// <summary>Facts of an exchange that was refused: nothing was sent.</summary>
    public static ExchangeFacts Refused(
        string sender, string recipient, string purpose, IReadOnlyList<string> categories, string reason) =>
        new(sender, recipient, purpose, Agreement: null, categories, ContentHash: null, reason);

    /// <summary>
    /// The details of the audit record, as JSON. Properties always stand in the same order, and what is null is left out: the same facts
    /// are the same text, and have the same hash in the chain.
    /// </summary>
    public string ToDetails() => JsonSerializer.Serialize(
        new
        {
            sender = Sender,
            recipient = Recipient,
            purpose = Purpose,
            agreement = Agreement,
            categories = Categories,
            contentHash = ContentHash,
            reason = Reason,
        },
        CaseJson.Options);
}
