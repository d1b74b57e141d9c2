using System.Text.Json;
using System.Text.Json.Serialization;

namespace Integration.Workflows.Plans;

/// <summary>What people answer: the body of <c>POST /api/cases/{id}/answers</c>.</summary>
/// <param name="StepKey">The question's step.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record QuestionAnswer(string? StepKey)
{
    /// <summary><c>accept</c> or <c>decline</c>; whoever gives what was asked for need not say accept.</summary>
    public string? Decision { get; init; }

    /// <summary>For a step-up or a check in person: the credential, as the application has it.</summary>
    public JsonElement? Credential { get; init; }

    /// <summary>For information or a correction: values by JSON Pointer into the application.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Values { get; init; }

    /// <summary>For a choice: the provider.</summary>
    public string? Provider { get; init; }
}
