using System.Globalization;
using System.Text.RegularExpressions;

namespace Integration.Workflows.Applications;

/// <summary>The formats that schemas may use. A schema that names another one does not load.</summary>
internal static partial class TextFormats
{
    private static readonly DateOnly Earliest = new(1900, 1, 1);

    /// <summary>All formats by name. The day that they are given is the latest one that has begun anywhere.</summary>
    public static readonly IReadOnlyDictionary<string, TextFormat> All = new TextFormat[]
    {
        new("date", "a calendar date, YYYY-MM-DD", (value, _) => Date(value) is not null),
        new("past-date", "a calendar date, YYYY-MM-DD, from 1900 on and not in the future", (value, day) => IsPast(Date(value), day)),
        new("sin", "a Social Insurance Number: nine digits without spaces, the first not 0 or 8, with a valid check digit",
            (value, _) => IsSocialInsuranceNumber(value)),
        new("postal-code-ca", "a Canadian postal code in capitals, as in K1A 0B1", (value, _) => PostalCode().IsMatch(value)),
        new("email", "an e-mail address", (value, _) => value.Length <= 254 && Email().IsMatch(value)),
        new("duration", "an ISO 8601 duration of days, hours, minutes and seconds, as in P10D", (value, _) => Duration().IsMatch(value)),
    }.ToDictionary(format => format.Name, StringComparer.Ordinal);

    /// <summary>
    /// Nine digits as issued: Luhn check digit; 0 is not issued and 8 is for businesses. Grouping is the caller's to remove.
    /// </summary>
    public static bool IsSocialInsuranceNumber(string value)
    {
        if (value.Length != 9 || !value.All(char.IsAsciiDigit) || value[0] is '0' or '8')
        {
            return false;
        }

        var sum = 0;
        for (var i = 0; i < 9; i++)
        {
            var digit = (value[i] - '0') * (i % 2 == 0 ? 1 : 2);
            sum += digit > 9 ? digit - 9 : digit;
        }

        return sum % 10 == 0;
    }

    /// <summary>A calendar date as of ISO 8601, or null.</summary>
    public static DateOnly? Date(string value) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static bool IsPast(DateOnly? date, DateOnly day) => date >= Earliest && date <= day;

    [GeneratedRegex("^[ABCEGHJ-NPRSTVXY][0-9][ABCEGHJ-NPRSTV-Z] ?[0-9][ABCEGHJ-NPRSTV-Z][0-9]\\z", RegexOptions.CultureInvariant)]
    private static partial Regex PostalCode();

    [GeneratedRegex("^[^\\s@\\x00-\\x1F]+@[^\\s@.\\x00-\\x1F]+(\\.[^\\s@.\\x00-\\x1F]+)+\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    [GeneratedRegex("^P(?=.)([0-9]{1,5}D)?(T(?=.)([0-9]{1,5}H)?([0-9]{1,5}M)?([0-9]{1,5}S)?)?\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Duration();
}
