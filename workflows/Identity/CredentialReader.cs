using System.Text.Json;
using Integration.Workflows.Applications;
using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Identity;

/// <summary>
/// Reads the credentials of an application: <c>/applicant/credential</c>, then <c>/applicant/credentials</c> in order. What is not
/// readable is not there; never throws for what is in the attributes. Pure.
/// </summary>
internal sealed class CredentialReader(IdentityPolicy policy)
{
    private static readonly Dictionary<string, IdentityVerification> Verifications = new(StringComparer.Ordinal)
    {
        ["knowledge-based"] = IdentityVerification.KnowledgeBased,
        ["biological"] = IdentityVerification.Biological,
        ["behavioural"] = IdentityVerification.Behavioural,
        ["physical-possession"] = IdentityVerification.PhysicalPossession,
        ["trusted-referee"] = IdentityVerification.TrustedReferee,
        ["documented-exception"] = IdentityVerification.DocumentedException,
    };

    private readonly Dictionary<string, EvidenceType> _types =
        policy.EvidenceTypes.ToDictionary(type => type.Id, StringComparer.Ordinal);

    /// <summary>The credentials that name a provider and say something.</summary>
    public IReadOnlyList<Credential> Read(JsonElement attributes) =>
    [
        .. JsonPointer.Select(attributes, "/applicant/credential").Concat(JsonPointer.Select(attributes, "/applicant/credentials/*"))
            .Select(place => place.Value is { } value ? Credential(value) : null)
            .OfType<Credential>()
            .Where(credential => credential is not { Assurance: null, Evidence: [], GuardianEvidence: [], Scores: null }),
    ];

    private Credential? Credential(JsonElement value) => Text(value, "provider") is { } provider
        ? new(provider, Text(value, "assurance"), Evidence(value, "evidence"), Evidence(value, "guardianEvidence"), Scores(value))
        : null;

    private List<IdentityEvidence> Evidence(JsonElement credential, string name) =>
        [.. Items(credential, name).Select(Piece).OfType<IdentityEvidence>()];

    private IdentityEvidence? Piece(JsonElement value) =>
        Text(value, "type") is { } id && _types.TryGetValue(id, out var type) && Text(value, "issuer") is { } issuer
            ? new(
                id,
                type.Kind,
                issuer,
                Date(value, "issuedOn"),
                Member(value, "expiresOn") is null ? null : Date(value, "expiresOn") ?? DateOnly.MinValue,
                Flag(value, "confirmedWithIssuer"),
                Flag(value, "statusRequested"),
                Verification(value),
                Text(value, "examiner"))
            : null;

    private static IdentityVerification? Verification(JsonElement value) =>
        Text(value, "verification") is { } word && Verifications.TryGetValue(word, out var verification) ? verification : null;

    private static ProofingScores? Scores(JsonElement credential) => Member(credential, "scores") is { } scores
        ? new(
            [.. Items(scores, "evidence").Select(piece => new EvidenceScore(Score(piece, "strength"), Score(piece, "validity")))],
            Score(scores, "activity"),
            Score(scores, "fraud"),
            Score(scores, "verification"))
        : null;

    private static int Score(JsonElement value, string name) =>
        Member(value, name) is { ValueKind: JsonValueKind.Number } score && score.TryGetInt32(out var number) ? number : 0;

    private static JsonElement[] Items(JsonElement value, string name) =>
        Member(value, name) is { ValueKind: JsonValueKind.Array } items ? [.. items.EnumerateArray()] : [];

    private static DateOnly? Date(JsonElement value, string name) =>
        Text(value, name) is { } text ? TextFormats.Date(text) : null;

    private static bool Flag(JsonElement value, string name) => Member(value, name) is { ValueKind: JsonValueKind.True };

    private static string? Text(JsonElement value, string name) =>
        Member(value, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static JsonElement? Member(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) ? member : null;
}
