using System.Globalization;

namespace Integration.Workflows.Catalogue.Browsing;

/// <summary>A query for a list, read: the page, and the other parameters by name.</summary>
/// <param name="Page">Which page.</param>
/// <param name="Values">What else was given; all of it must hold.</param>
internal sealed record ListQuery(PageRequest Page, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Reads a query; null when something in it is wrong or not known, so that no filter is ever passed over in silence.</summary>
    /// <param name="given">Names with all their values.</param>
    /// <param name="known">Parameters that the list has beside those of its pages.</param>
    /// <param name="errors">Everything that is wrong.</param>
    public static ListQuery? Read(
        IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> given,
        IEnumerable<QueryParameter> known,
        out IReadOnlyList<ParameterError> errors)
    {
        var values = ReadValues(given, known.Append(QueryParameter.Page).Append(QueryParameter.PerPage), out errors);
        return values is null ? null : new(new(Number(values, "page", 1), Number(values, "per_page", PageRequest.DefaultSize)), values);
    }

    /// <summary>The values of a query without pages; null when something in it is wrong or not known.</summary>
    public static IReadOnlyDictionary<string, string>? ReadValues(
        IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> given,
        IEnumerable<QueryParameter> known,
        out IReadOnlyList<ParameterError> errors)
    {
        var parameters = known.ToDictionary(item => item.Name, StringComparer.Ordinal);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var wrong = new List<ParameterError>();
        foreach (var (name, all) in given)
        {
            if (Problem(name, all, parameters) is { } problem)
            {
                wrong.Add(problem);
            }
            else
            {
                values[name] = all[0];
            }
        }

        errors = wrong;
        return wrong.Count > 0 ? null : values;
    }

    private static ParameterError? Problem(string name, IReadOnlyList<string> values, Dictionary<string, QueryParameter> known)
    {
        if (!known.TryGetValue(name, out var parameter))
        {
            return new(name, "unknown-parameter", $"Use one of {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}.");
        }

        return values is not [var value] ? new(name, "repeated-parameter", "Give it once.")
            : parameter.Accepts(value) ? null
            : new(name, "value", $"Give {parameter.Expected}.");
    }

    private static int Number(IReadOnlyDictionary<string, string> values, string name, int otherwise) =>
        values.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
