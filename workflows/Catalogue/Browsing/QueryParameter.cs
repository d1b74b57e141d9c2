using System.Globalization;
using System.Text.RegularExpressions;

namespace Integration.Workflows.Catalogue.Browsing;

/// <summary>A parameter that a query may have.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Expected">What its value must be, in words.</param>
/// <param name="Accepts">Whether a value is that.</param>
internal sealed partial record QueryParameter(string Name, string Expected, Func<string, bool> Accepts)
{
    /// <summary>The number of the page.</summary>
    public static readonly QueryParameter Page = new("page", "a whole number from 1", text => Number(text, int.MaxValue));

    /// <summary>Items a page.</summary>
    public static readonly QueryParameter PerPage = new(
        "per_page", $"a whole number from 1 to {PageRequest.MaximumSize}", text => Number(text, PageRequest.MaximumSize));

    /// <summary>A jurisdiction.</summary>
    public static readonly QueryParameter Jurisdiction = new(
        "jurisdiction", "a jurisdiction code such as ca, ca-on or ca-on-toronto", JurisdictionCode().IsMatch);

    /// <summary>A day, or a moment with its offset from UTC.</summary>
    public static QueryParameter Moment(string name) => new(
        name,
        "an ISO 8601 date or date and time, such as 2026-01-31 or 2026-01-31T12:00:00Z",
        text => Moments().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _));

    /// <summary>Words to search for.</summary>
    public static QueryParameter Search(string name) => new(name, "one or more words", text => SearchText.Words(text).Count > 0);

    /// <summary>The id of a thing of the catalogue.</summary>
    public static QueryParameter Id(string name) => new(name, "an id: lower-case words joined by hyphens", ThingId().IsMatch);

    /// <summary>A UUID.</summary>
    public static QueryParameter Uuid(string name) => new(name, "a UUID", text => Guid.TryParseExact(text, "D", out _));

    /// <summary>One of a few words.</summary>
    public static QueryParameter OneOf(string name, params IReadOnlyList<string> values) =>
        new(name, $"one of {string.Join(", ", values)}", values.Contains);

    private static bool Number(string text, int maximum) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= maximum;

    [GeneratedRegex("^[a-z]{2}(-[a-z0-9]+)*\\z")]
    private static partial Regex JurisdictionCode();

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*\\z")]
    private static partial Regex ThingId();

    [GeneratedRegex(
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,7})?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?\\z",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Moments();
}
