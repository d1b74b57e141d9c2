using System.Text.Json;
using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Applications;

/// <summary>Checks between fields, named in the service's data. They run on documents that the schema accepts.</summary>
internal static class CrossFieldChecks
{
    /// <summary>Canada Post's first letters of each province and territory.</summary>
    private static readonly Dictionary<string, string> FirstLetters = new(StringComparer.Ordinal)
    {
        ["NL"] = "A", ["NS"] = "B", ["PE"] = "C", ["NB"] = "E", ["QC"] = "GHJ", ["ON"] = "KLMNP", ["MB"] = "R", ["SK"] = "S", ["AB"] = "T",
        ["BC"] = "V", ["NT"] = "X", ["NU"] = "X", ["YT"] = "Y",
    };

    /// <summary>Every field that fails one of the service's checks.</summary>
    public static IEnumerable<FieldError> Find(IntegratedService service, JsonElement application) =>
        service.Checks.SelectMany(check => check.Check switch
        {
            "before" => Before(application, check),
            "postal-code-of-province" => PostalCodeOfProvince(application, check),
            _ => Distinct(application, check),
        });

    private static IEnumerable<FieldError> Before(JsonElement application, CrossFieldCheck check)
    {
        var latest = Texts(application, check.Pointer).Max(place => TextFormats.Date(place.Text));
        return Texts(application, check.Other ?? "")
            .Where(place => TextFormats.Date(place.Text) <= latest)
            .Select(place => new FieldError(place.Pointer, "order", $"Must be later than {check.Pointer}."));
    }

    private static IEnumerable<FieldError> PostalCodeOfProvince(JsonElement application, CrossFieldCheck check)
    {
        var provinces = Texts(application, check.Other ?? "").Select(place => place.Text).ToList();
        return Texts(application, check.Pointer)
            .Where(place => provinces.Exists(province => !Belongs(place.Text, province)))
            .Select(place => new FieldError(place.Pointer, check.Check, $"Must be a postal code of the province in {check.Other}."));
    }

    private static bool Belongs(string postalCode, string province) =>
        !FirstLetters.TryGetValue(province, out var letters) || letters.Contains(postalCode[0]);

    private static IEnumerable<FieldError> Distinct(JsonElement application, CrossFieldCheck check)
    {
        var by = check.By ?? [];
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return JsonPointer.Select(application, check.Pointer + "/*")
            .Where(item => item.Value is { ValueKind: JsonValueKind.Object } value && HasAll(value, by) && !seen.Add(Key(value, by)))
            .Select(item => new FieldError(item.Pointer, "repeated-item", $"The same as an earlier item in {string.Join(", ", by)}."));
    }

    // Two items that lack what tells them apart may still be two.
    private static bool HasAll(JsonElement item, IReadOnlyList<string> names) => names.All(name => item.TryGetProperty(name, out _));

    private static string Key(JsonElement item, IReadOnlyList<string> by) =>
        string.Join('\n', by.Select(name => item.GetProperty(name).ToString()));

    private static IEnumerable<(string Pointer, string Text)> Texts(JsonElement application, string pointer) =>
        JsonPointer.Select(application, pointer)
            .Where(place => place.Value is { ValueKind: JsonValueKind.String })
            .Select(place => (place.Pointer, place.Value?.GetString() ?? ""))
            .Where(place => place.Item2.Length > 0);
}
