using System.Reflection;

namespace Integration.Conformance.Tests.PublicApi;

/// <summary>Who outside the assembly may use a member: <c>public</c>, <c>protected</c>, or null for nobody.</summary>
internal static class Access
{
    /// <summary>The access of a method, constructor or accessor. <c>protected internal</c> is <c>protected</c> to whoever is outside.</summary>
    public static string? Of(MethodBase? method) => method switch
    {
        { IsPublic: true } => "public",
        { IsFamily: true } or { IsFamilyOrAssembly: true } => "protected",
        _ => null,
    };

    /// <summary>The access of a field.</summary>
    public static string? Of(FieldInfo field) => field switch
    {
        { IsPublic: true } => "public",
        { IsFamily: true } or { IsFamilyOrAssembly: true } => "protected",
        _ => null,
    };

    /// <summary>The access of a property: of the accessor that more may use.</summary>
    public static string? Of(PropertyInfo property) => (Of(property.GetMethod), Of(property.SetMethod)) switch
    {
        ("public", _) or (_, "public") => "public",
        var (get, set) => get ?? set,
    };
}
