using System.Globalization;
using System.Text.RegularExpressions;
using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Eligibility;

/// <summary>
/// Makes the texts of an answer; figures in braces, as in <c>{threshold:money}</c>, are filled in from the parameters in force.
/// </summary>
internal static partial class DeterminationReasons
{
    /// <summary>The code of a fact that is needed and not there.</summary>
    public const string MissingFact = "missing-fact";

    /// <summary>The formats that a figure may be shown in.</summary>
    public static readonly IReadOnlyList<string> Formats = ["money", "number", "percent"];

    /// <summary>A figure is in use that nobody has held against its source.</summary>
    public static readonly Reason NotConfirmed = new(
        "figures-not-confirmed",
        new(
            "An estimate: some of the figures used are not yet confirmed by their source.",
            "Une estimation : certains des chiffres utilisés ne sont pas encore confirmés par leur source."));

    private static readonly NumberFormatInfo English = new() { NumberGroupSeparator = ",", NumberDecimalSeparator = "." };
    private static readonly NumberFormatInfo French = new() { NumberGroupSeparator = "\u00a0", NumberDecimalSeparator = "," };

    // A dollar is Canadian here; any other currency without a sign of its own goes by its code.
    private static readonly Dictionary<string, string> Symbols = new(StringComparer.Ordinal)
    {
        ["CAD"] = "$",
        ["EUR"] = "\u20ac",
        ["GBP"] = "\u00a3",
    };

    /// <summary>Names and formats of the figures that a text shows.</summary>
    public static IEnumerable<(string Name, string Format)> Figures(string text) =>
        Placeholder().Matches(text).Select(match => (match.Groups["name"].Value, match.Groups["format"].Value));

    /// <summary>A reason of the program, with its figures.</summary>
    public static Reason Of(Program program, string code, ParameterSheet parameters)
    {
        var text = program.Reasons[code];
        return new(code, new(
            Fill(text.En, parameters, English, (format, number) => InEnglish(format, number, program.Currency)),
            Fill(text.Fr, parameters, French, (format, number) => InFrench(format, number, program.Currency))));
    }

    /// <summary>A fact that is needed and not there.</summary>
    public static Reason Missing(FactDefinition fact, string pointer) =>
        new(
            MissingFact,
            new($"We need to know {fact.Label.En} ({pointer}).", $"Il nous faut connaître {fact.Label.Fr} ({pointer})."),
            pointer);

    /// <summary>No figures for the day.</summary>
    public static Reason NoFigures(DateOnly day) => new(
        "no-figures-in-force",
        new(
            $"This program has no published figures for {Iso(day)} yet, so nothing can be decided for that day.",
            $"Ce programme n’a pas encore de chiffres publiés pour le {Iso(day)} ; rien ne peut être décidé pour ce jour."));

    /// <summary>Figures of an earlier period stand in.</summary>
    public static Reason Provisional(ParameterPeriod period) => new(
        "provisional-figures",
        new(
            $"Provisional: calculated with the figures from {Iso(period.From)} to {Iso(period.Until)}, the latest entered here.",
            $"Provisoire : calculé avec les chiffres du {Iso(period.From)} au {Iso(period.Until)}, les derniers saisis ici."));

    /// <summary>A rule that failed while it ran: the program's fault, not the person's.</summary>
    public static Reason RuleFailed(string rule) => new(
        "rule-failed",
        new(
            $"The rule '{rule}' could not be applied to these facts; the agency has to decide.",
            $"La règle « {rule} » n’a pas pu être appliquée à ces faits ; l’organisme doit décider."));

    private static string Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string Fill(string text, ParameterSheet parameters, NumberFormatInfo numbers, Func<string, string, string> unit) =>
        Placeholder().Replace(text, match =>
        {
            var value = parameters.Value(match.Groups["name"].Value);
            var format = match.Groups["format"].Value;
            return unit(format, format switch
            {
                "money" => value.ToString(decimal.IsInteger(value) ? "N0" : "N2", numbers),
                "percent" => (value * 100m).ToString("#,0.##", numbers),
                _ => value.ToString("#,0.##", numbers),
            });
        });

    private static string InEnglish(string format, string number, string currency) => format switch
    {
        "money" => Symbols.TryGetValue(currency, out var symbol) ? symbol + number : $"{currency}\u00a0{number}",
        "percent" => number + "%",
        _ => number,
    };

    private static string InFrench(string format, string number, string currency) => format switch
    {
        "money" => $"{number}\u00a0{Symbols.GetValueOrDefault(currency, currency)}",
        "percent" => number + "\u00a0%",
        _ => number,
    };

    [GeneratedRegex(@"\{(?<name>[A-Za-z][A-Za-z0-9]*):(?<format>[a-z]+)\}")]
    private static partial Regex Placeholder();
}
