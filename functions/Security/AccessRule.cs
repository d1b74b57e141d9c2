using System.Collections.Concurrent;
using System.Reflection;

namespace Integration.Functions.Security;

/// <summary>What a function's declaration says about its callers.</summary>
/// <param name="IsOpen">Anyone may call.</param>
/// <param name="Roles">Who may; nobody when empty.</param>
public sealed record AccessRule(bool IsOpen, IReadOnlyList<Role> Roles)
{
    private static readonly ConcurrentDictionary<string, AccessRule> Known = new(StringComparer.Ordinal);

    /// <summary>The rule of a function, by its entry point: full type name, dot, method.</summary>
    public static AccessRule Of(string entryPoint) => Known.GetOrAdd(entryPoint, Read);

    /// <summary>The rule of a method; deny when it declares nothing.</summary>
    public static AccessRule Of(MethodInfo? method) => new(
        method?.GetCustomAttribute<OpenToAnyoneAttribute>() is not null,
        method?.GetCustomAttribute<AllowedRolesAttribute>()?.Roles ?? []);

    private static AccessRule Read(string entryPoint)
    {
        var dot = entryPoint.LastIndexOf('.');
        return Of(dot < 0 ? null : typeof(AccessRule).Assembly.GetType(entryPoint[..dot])?.GetMethod(entryPoint[(dot + 1)..]));
    }
}
