using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace Integration.Workflows.Tests.Eligibility;

/// <summary>Documents of any shape, and applications with one place replaced by anything.</summary>
internal static class AnyJson
{
    private static readonly Gen<string> Scalars = Gen.OneOf(
        Gen.OneOf("null", "true", "false", "0", "-1", "1e400", "99999999999999999999999999999999", "0.0000000000000000000000000000001"),
        Gen.OneOf("\"\"", "\"2024-02-30\"", "\"9999-12-31\"", "\"0001-01-01\"", "\"\\ud800\"", "\"Toronto\"", "\"temporary-resident\""),
        Gen.Int.Select(number => number.ToString(CultureInfo.InvariantCulture)),
        Gen.String.Select(text => JsonSerializer.Serialize(text)));

    private static readonly Gen<string> Names = Gen.OneOf(
        "applicant", "children", "household", "birthDate", "livesWithApplicant", "adjustedFamilyNetIncome", "address", "~1/", "*", "0", "");

    /// <summary>A document.</summary>
    public static readonly Gen<string> Document = Gen.Recursive<string>((depth, nested) => depth > 4
        ? Scalars
        : Gen.OneOf(
            Scalars,
            nested.Array[0, 3].Select(items => "[" + string.Join(",", items) + "]"),
            Gen.Select(Names, nested).Array[0, 3].Select(members =>
                "{" + string.Join(",", members.Select(member => $"{JsonSerializer.Serialize(member.Item1)}:{member.Item2}")) + "}")));

    /// <summary>An application in which a member somewhere is replaced.</summary>
    public static Gen<string> Mutated(JsonObject application) =>
        Gen.Select(Gen.Int[0, 1000], Document).Select((position, replacement) =>
        {
            var places = Places(application).ToList();
            var (path, name) = places[position % places.Count];
            var text = application.DeepClone();
            var parent = path.Aggregate((JsonNode)text, (node, step) => step is int index ? node[index]! : node[(string)step]!);
            parent[name] = "replaced-here";
            return text.ToJsonString().Replace("\"replaced-here\"", replacement, StringComparison.Ordinal);
        });

    private static IEnumerable<(object[] Path, string Name)> Places(JsonNode? node, params object[] path) => node switch
    {
        JsonObject members => members.SelectMany(member => Places(member.Value, [.. path, member.Key]).Prepend((path, member.Key))),
        JsonArray items => items.Index().SelectMany(item => Places(item.Item, [.. path, item.Index])),
        _ => [],
    };
}
