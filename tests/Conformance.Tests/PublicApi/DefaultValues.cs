using System.Globalization;

namespace Integration.Conformance.Tests.PublicApi;

/// <summary>Writes constants and the default values of parameters.</summary>
internal static class DefaultValues
{
    /// <summary>The value as C#; an enum's with the name of its type alone.</summary>
    public static string Write(object? value, Type type) => (Nullable.GetUnderlyingType(type) ?? type, value) switch
    {
        ({ IsGenericParameter: true } or { IsValueType: true }, null) when Nullable.GetUnderlyingType(type) is null => "default",
        (_, null) => "null",
        (_, string text) => $"\"{text}\"",
        (_, bool flag) => flag ? "true" : "false",
        ({ IsEnum: true } @enum, _) => $"{@enum.Name}.{Enum.GetName(@enum, value)}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
