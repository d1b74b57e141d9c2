using System.Reflection;

namespace Integration.Conformance.Tests.PublicApi;

/// <summary>Writes types as the lists do: C# keywords for the built-in ones, everything else with its namespace.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> _keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(char)] = "char",
        [typeof(byte)] = "byte",
        [typeof(short)] = "short",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    /// <summary>The name without the namespace and without type parameters, as a constructor has it.</summary>
    public static string SimpleNameOf(Type type) => type.Name.Split('`')[0];

    /// <summary>The type as it is declared.</summary>
    public static string Of(Type type) => Of(type, NullableFlags.None);

    /// <summary>The type as it is used, with the question marks that its flags tell of.</summary>
    public static string Of(Type type, NullableFlags flags)
    {
        if (type.IsByRef)
        {
            return Of(type.GetElementType()!, flags);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Of(underlying, flags) + "?";
        }

        var mark = flags.TakeIsNullable(type) ? "?" : "";
        return type switch
        {
            { IsArray: true } => $"{Of(type.GetElementType()!, flags)}[]{mark}",
            { IsGenericParameter: true } => type.Name + mark,
            _ => (_keywords.GetValueOrDefault(type) ?? Qualified(type, flags)) + mark,
        };
    }

    /// <summary>The constraints on type parameters, with a leading blank; empty when there are none.</summary>
    public static string ConstraintsOf(IEnumerable<Type> parameters) => string.Concat(
        from parameter in parameters
        let constraints = string.Join(", ", ConstraintsOf(parameter))
        where constraints.Length > 0
        select $" where {parameter.Name} : {constraints}");

    private static string Qualified(Type type, NullableFlags flags)
    {
        var outer = type.DeclaringType is { } declaring ? Qualified(declaring, NullableFlags.None) : type.Namespace;
        var outers = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var own = type.GetGenericArguments().Skip(outers).Select(argument => Of(argument, flags)).ToList();
        return $"{outer}.{SimpleNameOf(type)}{(own.Count > 0 ? $"<{string.Join(", ", own)}>" : "")}";
    }

    private static IEnumerable<string> ConstraintsOf(Type parameter)
    {
        var kind = parameter.GenericParameterAttributes;
        var isStruct = kind.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        return
        [
            .. kind.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? ["class"] : Array.Empty<string>(),
            .. isStruct ? ["struct"] : Array.Empty<string>(),
            .. parameter.GetGenericParameterConstraints().Where(constraint => constraint != typeof(ValueType)).Select(Of),
            .. !isStruct && kind.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) ? ["new()"] : Array.Empty<string>(),
        ];
    }
}
