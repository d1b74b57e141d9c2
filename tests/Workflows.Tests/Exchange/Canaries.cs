using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Integration.Workflows.Applications;
using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Tests.Exchange;

/// <summary>An application whose every field that may hold anything holds something that stands nowhere else.</summary>
/// <param name="Application">The application.</param>
/// <param name="Planted">The planted texts by their JSON Pointers.</param>
internal sealed record Canaries(string Application, IReadOnlyDictionary<string, string> Planted)
{
    // Where a case looks for what to do next: codes of the catalogue, nothing about the person.
    private static readonly string[] Codes = ["/applicant/credential", "/applicant/credentials", "/consents", "/preferences"];

    /// <summary>Plants them wherever the service still accepts the application.</summary>
    public static Canaries PlantIn(ServiceCatalogue catalogue, string service, string sample, TimeProvider time)
    {
        var validator = new ApplicationValidator(catalogue, time);
        var application = JsonNode.Parse(sample)!;
        var planted = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (index, pointer) in Leaves(application, "")
            .Where(pointer => !Codes.Any(code => JsonPointer.Covers(code, pointer))).ToList().Index())
        {
            foreach (var canary in Candidates(index))
            {
                var changed = JsonNode.Parse(application.ToJsonString())!;
                Put(changed, pointer, canary);
                if (validator.Check(service, Encoding.UTF8.GetBytes(changed.ToJsonString())) is ApplicationCheck.Accepted)
                {
                    (application, planted[pointer]) = (changed, canary.ToJsonString().Trim('"'));
                    break;
                }
            }
        }

        // A number that must be one, such as a social insurance number, is its own canary.
        foreach (var pointer in Leaves(application, "")
            .Where(pointer => !planted.ContainsKey(pointer) && !Codes.Any(code => JsonPointer.Covers(code, pointer))))
        {
            if (At(application, pointer)?.ToString() is { Length: >= 8 } text
                && text.Any(char.IsAsciiDigit) && !DateOnly.TryParse(text, CultureInfo.InvariantCulture, out _))
            {
                planted[pointer] = text;
            }
        }

        return new(application.ToJsonString(), planted);
    }

    private static IEnumerable<JsonNode> Candidates(int index)
    {
        yield return $"Canary{index}qzx";
        yield return $"canary{index}@qzx.example";
        yield return 100.13m + (index * 0.01m);
        yield return 7310 + index;
    }

    private static IEnumerable<string> Leaves(JsonNode? at, string pointer) => at switch
    {
        JsonObject members => members.SelectMany(member => Leaves(member.Value, JsonPointer.Append(pointer, member.Key))),
        JsonArray items => items.SelectMany((item, index) => Leaves(item, JsonPointer.Append(pointer, index))),
        _ => [pointer],
    };

    private static JsonNode? At(JsonNode root, string pointer) => JsonPointer.Segments(pointer)
        .Aggregate(
            (JsonNode?)root,
            (at, segment) => at is JsonArray items ? items[int.Parse(segment, CultureInfo.InvariantCulture)] : at?[segment]);

    private static void Put(JsonNode root, string pointer, JsonNode value)
    {
        var segments = JsonPointer.Segments(pointer);
        var parent = segments[..^1].Aggregate(
            root, (at, segment) => at is JsonArray items ? items[int.Parse(segment, CultureInfo.InvariantCulture)]! : at[segment]!);
        if (parent is JsonArray list)
        {
            list[int.Parse(segments[^1], CultureInfo.InvariantCulture)] = value.DeepClone();
        }
        else
        {
            parent[segments[^1]] = value.DeepClone();
        }
    }
}
