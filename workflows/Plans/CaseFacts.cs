using System.Text.Json;
using System.Text.Json.Nodes;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Evidence;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Plans;

/// <summary>What is known of a case: the application, and over it what evidence and people have added since. Pure.</summary>
internal static class CaseFacts
{
    /// <summary>Where evidence stands, beside what the person said.</summary>
    public const string EvidenceRoot = "/evidence";

    /// <summary>Where the credential stands that identity checks look at.</summary>
    public const string Credential = "/applicant/credential";

    /// <summary>The application with all that was added, oldest first.</summary>
    /// <param name="application">As it was submitted.</param>
    /// <param name="entries">Answers of the case, in the order that they were stored.</param>
    public static JsonElement Of(JsonElement application, IReadOnlyList<TaskEntry> entries)
    {
        if (application.ValueKind != JsonValueKind.Object || !entries.Any(entry => IsAddition(entries, entry)))
        {
            return application;
        }

        var facts = JsonObject.Create(application)!;
        foreach (var entry in entries.Where(entry => IsAddition(entries, entry)))
        {
            Add(facts, entry);
        }

        return JsonSerializer.SerializeToElement(facts);
    }

    private static bool IsAddition(IReadOnlyList<TaskEntry> entries, TaskEntry entry) =>
        entry is { Status: StepStatus.Completed, Answer: { } answer }
        && (answer.Credential is not null
            || answer.Values is not null
            || (answer.Evidence?.Outcome == EvidenceOutcome.Found && MayBeUsed(entries, entry)));

    // What the person is to see first counts only after their yes.
    private static bool MayBeUsed(IReadOnlyList<TaskEntry> entries, TaskEntry found) => found.Answer?.Evidence?.Preview != true
        || entries.Any(entry => entry is { Request.Purpose: Questions.Preview, Status: StepStatus.Completed }
            && TaskName.Of(entry.Request.Key) == TaskName.Of(found.Request.Key));

    private static void Add(JsonObject facts, TaskEntry entry)
    {
        var answer = entry.Answer!;
        if (answer.Evidence?.Values is { } evidence)
        {
            Put(facts, JsonPointer.Append(EvidenceRoot, entry.Request.Key.Subject!), evidence);
        }

        if (answer.Credential is { } credential)
        {
            Put(facts, Credential, credential);
        }

        foreach (var (pointer, value) in answer.Values ?? new Dictionary<string, JsonElement>())
        {
            Put(facts, pointer, value);
        }
    }

    private static void Put(JsonObject facts, string pointer, JsonElement value)
    {
        JsonNode at = facts;
        var segments = JsonPointer.Segments(pointer);
        foreach (var segment in segments.SkipLast(1))
        {
            at = Child(at, segment) ?? Open(at, segment);
        }

        Set(at, segments[^1], JsonNode.Parse(value.GetRawText()));
    }

    private static JsonNode? Child(JsonNode at, string segment) => at switch
    {
        JsonObject members => members[segment],
        JsonArray items when Index(items, segment) is { } index => items[index],
        _ => null,
    };

    private static JsonObject Open(JsonNode at, string segment)
    {
        var opened = new JsonObject();
        Set(at, segment, opened);
        return opened;
    }

    private static void Set(JsonNode at, string segment, JsonNode? value)
    {
        if (at is JsonObject members)
        {
            members[segment] = value;
        }
        else if (at is JsonArray items && Index(items, segment) is { } index)
        {
            items[index] = value;
        }
    }

    private static int? Index(JsonArray items, string segment) =>
        int.TryParse(segment, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var index)
        && index < items.Count
            ? index
            : null;
}
