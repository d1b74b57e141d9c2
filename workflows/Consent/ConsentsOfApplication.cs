using System.Text.Json;
using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Consent;

/// <summary>The decisions that come with an application, as records. Pure.</summary>
internal static class ConsentsOfApplication
{
    /// <summary>One record for each item of <c>/consents</c>; the application is valid by then.</summary>
    public static IReadOnlyList<ConsentRecord> Read(ServiceCatalogue catalogue, JsonElement application, string by, DateTimeOffset now)
    {
        var channel = Text(application, "/channel") ?? "online";
        var language = Text(application, "/applicant/language") ?? "en";
        return
        [
            .. JsonPointer.Select(application, "/consents/*").Select(place => place.Value).OfType<JsonElement>().Index()
                .Select(item => Record(
                    catalogue, item.Index + 1, Text(item.Item, "/purpose") ?? "",
                    Text(item.Item, "/decision") == "accept" ? ConsentDecision.Accept : ConsentDecision.Decline,
                    by, channel, language, now)),
        ];
    }

    /// <summary>A decision under the notice of the day.</summary>
    public static ConsentRecord Record(
        ServiceCatalogue catalogue,
        int sequence,
        string purpose,
        ConsentDecision decision,
        string by,
        string channel,
        string language,
        DateTimeOffset now)
    {
        var notice = catalogue.NoticeOf(purpose, DateOnly.FromDateTime(now.UtcDateTime));
        return new(
            sequence, purpose, decision, now, by, channel, notice?.Version ?? "none", language,
            decision == ConsentDecision.Accept ? now + notice?.ValidFor : null);
    }

    private static string? Text(JsonElement element, string pointer) =>
        JsonPointer.Find(element, pointer) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
