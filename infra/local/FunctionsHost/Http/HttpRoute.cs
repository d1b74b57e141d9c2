using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Integration.Local.FunctionsHost.Http;

/// <summary>A route template with the methods that it answers; no methods is all of them.</summary>
internal sealed record HttpRoute(RoutePattern Pattern, IReadOnlyList<string> Methods)
{
    private static readonly HashSet<string> Constraints =
        [.. new RouteOptions().ConstraintMap.Keys, "regex", "alpha", "required"];

    public IEnumerable<string> Parameters => Pattern.Parameters.Select(parameter => parameter.Name);

    /// <summary>What of this route may stand once only: method and template, without the names of its parameters.</summary>
    public IEnumerable<string> Shapes
    {
        get
        {
            var template = string.Join('/', Pattern.PathSegments.Select(Shape));
            return Methods.Count == 0 ? [$"* /{template}"] : Methods.Select(method => $"{method} /{template}");
        }
    }

    /// <returns>The route; null, and what to do about it in <paramref name="problem"/>, where the template is wrong.</returns>
    public static HttpRoute? Parse(string prefix, string template, IReadOnlyList<string>? methods, out string? problem)
    {
        problem = null;
        try
        {
            var pattern = RoutePatternFactory.Parse($"{prefix}/{template.TrimStart('/')}".TrimStart('/'));
            var unknown = pattern.ParameterPolicies.Values.SelectMany(policies => policies)
                .Select(policy => policy.Content?.Split('(')[0])
                .FirstOrDefault(name => name is not null && !Constraints.Contains(name));
            if (unknown is null)
            {
                return new HttpRoute(pattern, [.. (methods ?? []).Select(method => method.ToUpperInvariant())]);
            }

            problem = $"the route '{template}' has the constraint '{unknown}', which does not exist. Use one of ASP.NET Core's.";
        }
        catch (RoutePatternException error)
        {
            problem = $"the route '{template}' cannot be read. {error.Message}";
        }

        return null;
    }

    private static string Shape(RoutePatternPathSegment segment) => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content.ToUpperInvariant(),
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter => $"{{{string.Concat(parameter.ParameterPolicies.Select(policy => $":{policy.Content}"))}}}",
        _ => "?",
    }));
}
