using System.Text.Json.Serialization;

namespace Integration.Workflows.Consent;

/// <summary>A decision of the person after the application: the body of <c>POST /api/cases/{id}/consents</c>.</summary>
/// <param name="Purpose">What for.</param>
/// <param name="Decision">Yes or no; no after yes withdraws it.</param>
/// <param name="Channel"><c>online</c> (default), <c>telephone</c> or <c>in-person</c>.</param>
/// <param name="Language">The language of the notice: <c>en</c> (default) or <c>fr</c>.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ConsentChange(string? Purpose, ConsentDecision? Decision, string? Channel = null, string? Language = null);
