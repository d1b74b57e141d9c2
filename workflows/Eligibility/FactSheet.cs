using System.Globalization;
using System.Text.Json;
using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Eligibility;

/// <summary>
/// What a program's rules may ask about a case: <c>facts</c> in an expression. Every lookup answers; one that finds nothing usable
/// answers an empty value and is remembered as missing.
/// </summary>
public sealed class FactSheet
{
    private const decimal LargestAmount = 1_000_000_000_000m;

    private readonly JsonElement _attributes;
    private readonly IReadOnlyDictionary<string, FactDefinition> _definitions;
    private readonly HashSet<(string Fact, string Pointer)> _missing = [];

    internal FactSheet(JsonElement attributes, IReadOnlyDictionary<string, FactDefinition> definitions, DateOnly asOf)
    {
        _attributes = attributes;
        _definitions = definitions;
        AsOf = asOf;
    }

    /// <summary>The day that is decided for.</summary>
    public DateOnly AsOf { get; }

    /// <summary>Facts that were asked for and not found, with their places in the application.</summary>
    internal IReadOnlyCollection<(string Fact, string Pointer)> Missing => _missing;

    /// <summary>An amount of money, in the program's currency.</summary>
    public decimal Money(string fact) =>
        Single(fact, value => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var money)
            && Math.Abs(money) <= LargestAmount ? money : (decimal?)null) ?? 0m;

    /// <summary>A whole number.</summary>
    public int Number(string fact) =>
        Single(fact, value => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number)
            && decimal.IsInteger(number) && Math.Abs(number) <= int.MaxValue ? (int)number : (int?)null) ?? 0;

    /// <summary>A text.</summary>
    public string Text(string fact) =>
        Find(fact) is { ValueKind: JsonValueKind.String } value ? value.GetString() ?? "" : Miss(fact, "");

    /// <summary>True or false.</summary>
    public bool Flag(string fact) =>
        Single(fact, value => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : (bool?)null) ?? false;

    /// <summary>A calendar date.</summary>
    public DateOnly Day(string fact) => Single(fact, AsDay) ?? DateOnly.MinValue;

    /// <summary>Whole years from a date to the day decided for; negative before the date.</summary>
    public int Age(string fact) => Single(fact, AsDay) is { } day ? YearsSince(day) : 0;

    /// <summary>The day on which somebody born on a date reaches an age in whole years.</summary>
    public DateOnly Birthday(string fact, decimal age) => Later(Single(fact, AsDay) ?? DateOnly.MinValue, age);

    /// <summary>How many dates of a list are between two ages ago, both included.</summary>
    public int CountAged(string fact, int youngest, int oldest)
    {
        var definition = _definitions[fact];
        var dates = JsonPointer.Select(_attributes, definition.Pointer).ToList();
        var flags = definition.OnlyWhere is { } only ? JsonPointer.Select(_attributes, only).ToList() : null;
        var count = 0;
        for (var i = 0; i < dates.Count; i++)
        {
            if (flags is not null && flags[i].Value is not { ValueKind: JsonValueKind.True or JsonValueKind.False })
            {
                _missing.Add((fact, flags[i].Pointer));
                continue;
            }

            if (flags?[i].Value is { ValueKind: JsonValueKind.False })
            {
                continue;
            }

            if (dates[i].Value is not { } value || AsDay(value) is not { } day)
            {
                _missing.Add((fact, dates[i].Pointer));
                continue;
            }

            var age = YearsSince(day);
            count += age >= youngest && age <= oldest ? 1 : 0;
        }

        return count;
    }

    /// <summary>How many items a list has.</summary>
    public int Count(string fact) =>
        Single(fact, value => value.ValueKind == JsonValueKind.Array ? value.GetArrayLength() : (int?)null) ?? 0;

    private static DateOnly? AsDay(JsonElement value) =>
        value.ValueKind == JsonValueKind.String
        && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    private static DateOnly Later(DateOnly day, decimal years) =>
        years >= 0 && day.Year + years <= DateOnly.MaxValue.Year ? day.AddYears((int)years) : day;

    private int YearsSince(DateOnly day)
    {
        if (day > AsOf)
        {
            return -1;
        }

        var years = AsOf.Year - day.Year;
        return AsOf < day.AddYears(years) ? years - 1 : years;
    }

    private T? Single<T>(string fact, Func<JsonElement, T?> read)
        where T : struct
    {
        var value = Find(fact) is { } place ? read(place) : null;
        return value ?? Miss<T?>(fact, null);
    }

    private JsonElement? Find(string fact) => JsonPointer.Find(_attributes, _definitions[fact].Pointer);

    private T Miss<T>(string fact, T empty)
    {
        _missing.Add((fact, _definitions[fact].Pointer));
        return empty;
    }
}
