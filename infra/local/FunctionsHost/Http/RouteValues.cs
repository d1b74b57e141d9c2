using System.Globalization;
using Integration.Local.FunctionsHost.Protocol;
using Microsoft.AspNetCore.Http;

namespace Integration.Local.FunctionsHost.Http;

/// <summary>What stands in the path of a request, for the function's parameters of the same names.</summary>
internal static class RouteValues
{
    private static readonly Dictionary<string, TypedData> _none = [];

    public static IReadOnlyDictionary<string, TypedData> Of(HttpRequest request)
    {
        if (request.RouteValues.Count == 0)
        {
            return _none;
        }

        var values = new Dictionary<string, TypedData>(request.RouteValues.Count);
        foreach (var (name, value) in request.RouteValues)
        {
            if (value is not null)
            {
                values[name] = new TypedData { String = Convert.ToString(value, CultureInfo.InvariantCulture) };
            }
        }

        return values;
    }
}
