using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace Integration.Local.FunctionsWorker.Http;

/// <summary>Converts what stands in a route to what a parameter wants.</summary>
internal sealed class RouteValueConverter
{
    private readonly ParameterInfo _parameter;
    private readonly Func<string, object?> _parse;

    private RouteValueConverter(ParameterInfo parameter, Func<string, object?> parse)
    {
        _parameter = parameter;
        _parse = parse;
    }

    /// <returns>Null where the parameter's type cannot be parsed from text.</returns>
    public static RouteValueConverter? For(ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return ParserOf(type) is { } parse ? new RouteValueConverter(parameter, parse) : null;
    }

    /// <exception cref="BadHttpRequestException">The value is none of the parameter's type.</exception>
    public object? Convert(object? value)
    {
        if (value is null)
        {
            return _parameter.HasDefaultValue ? _parameter.DefaultValue : null;
        }

        var text = System.Convert.ToString(value, CultureInfo.InvariantCulture)!;
        return _parse(text) ?? throw new BadHttpRequestException($"The value of '{_parameter.Name}' in the path is not valid.");
    }

    private static Func<string, object?>? ParserOf(Type type)
    {
        if (type == typeof(string))
        {
            return text => text;
        }

        if (type.IsEnum)
        {
            return text => Enum.TryParse(type, text, ignoreCase: true, out var value) && Enum.IsDefined(type, value) ? value : null;
        }

        return type.GetInterfaces().Any(contract => IsParsable(contract, type))
            ? typeof(RouteValueConverter).GetMethod(nameof(Parse), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(type).CreateDelegate<Func<string, object?>>()
            : null;
    }

    private static bool IsParsable(Type contract, Type type) =>
        contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IParsable<>) && contract.GetGenericArguments()[0] == type;

    private static object? Parse<T>(string text)
        where T : IParsable<T> => T.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : null;
}
