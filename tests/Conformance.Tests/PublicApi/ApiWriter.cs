using System.Reflection;

namespace Integration.Conformance.Tests.PublicApi;

/// <summary>Writes the public and protected surface of types as the official lists write theirs.</summary>
internal static class ApiWriter
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>A line for the type and one for each member that it declares.</summary>
    public static IReadOnlyList<ApiLine> LinesOf(Type type)
    {
        var name = TypeNames.Of(type);
        return [.. SignaturesOf(type).Select(signature => new ApiLine(name, signature))];
    }

    private static IEnumerable<string> SignaturesOf(Type type)
    {
        if (type.IsSubclassOf(typeof(Delegate)))
        {
            var invoke = type.GetMethod("Invoke")!;
            return [$"delegate {Returned(invoke)} {TypeNames.Of(type)}({Parameters(invoke)})"];
        }

        var header = Attributes(type) + Declarations.Of(type);
        return type.IsEnum
            ? [header, .. type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(EnumValue)]
            : [header, .. type.GetMembers(Declared).Select(Member).OfType<string>()];
    }

    private static string? Member(MemberInfo member) => member switch
    {
        ConstructorInfo { IsStatic: false } constructor when Access.Of(constructor) is { } access =>
            $"{Attributes(member)}{access} {TypeNames.SimpleNameOf(member.DeclaringType!)}({Parameters(constructor)})",
        MethodInfo method when Access.Of(method) is { } access && IsWritten(method) =>
            $"{Attributes(member)}{access} {Declarations.ModifiersOf(method)}{Returned(method)} {NameOf(method)}({Parameters(method)})"
            + TypeNames.ConstraintsOf(method.GetGenericArguments()),
        PropertyInfo property when Access.Of(property) is { } access =>
            $"{Attributes(member)}{access} {Declarations.ModifiersOf(property)}{Name(property.PropertyType, property)} {property.Name} "
            + Declarations.AccessorsOf(property, access),
        FieldInfo field when Access.Of(field) is { } access =>
            $"{Attributes(member)}{access} {Declarations.ModifiersOf(field)}{Name(field.FieldType, field)} {field.Name}"
            + (field.IsLiteral ? $" = {DefaultValues.Write(field.GetRawConstantValue(), field.FieldType)}" : ""),
        EventInfo { AddMethod: { } add } @event when Access.Of(add) is { } access =>
            $"{Attributes(member)}{access} event {Declarations.ModifiersOf(add)}{Name(@event.EventHandlerType!, @event)} {@event.Name}",
        _ => null,
    };

    private static string EnumValue(FieldInfo field) => $"{Attributes(field)}{field.Name} = {field.GetRawConstantValue()}";

    // Accessors stand with their property or event, and what the compiler names with brackets can't be called.
    private static bool IsWritten(MethodInfo method) =>
        (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
        && !method.Name.StartsWith('<')
        && method.Name != "Finalize";

    private static string NameOf(MethodInfo method) => method.IsGenericMethod
        ? $"{method.Name}<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>"
        : method.Name;

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter => Parameter(method, parameter)));

    private static string Parameter(MethodBase method, ParameterInfo parameter)
    {
        var modifier = parameter switch
        {
            { IsOut: true } => "out ",
            { IsIn: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ when Has(parameter, "ParamArrayAttribute") => "params ",
            { Position: 0 } when Has(method, "ExtensionAttribute") => "this ",
            _ => "",
        };
        var value = parameter.HasDefaultValue ? $" = {DefaultValues.Write(parameter.RawDefaultValue, parameter.ParameterType)}" : "";
        return $"{modifier}{TypeNames.Of(parameter.ParameterType, NullableFlags.Of(parameter, method))} {parameter.Name}{value}";
    }

    private static string Returned(MethodInfo method) => TypeNames.Of(method.ReturnType, NullableFlags.Of(method.ReturnParameter, method));

    private static string Name(Type type, MemberInfo member) => TypeNames.Of(type, NullableFlags.Of(member, member.DeclaringType!));

    private static string Attributes(MemberInfo member) => string.Concat(member.GetCustomAttributesData().Select(attribute => attribute switch
    {
        { AttributeType.Name: nameof(ObsoleteAttribute), ConstructorArguments: [var reason, ..] } => $"[Obsolete(\"{reason.Value}\")] ",
        { AttributeType.Name: nameof(AttributeUsageAttribute) } => $"[AttributeUsage({string.Join(", ", Usage(attribute))})] ",
        _ => "",
    }));

    private static IEnumerable<object?> Usage(CustomAttributeData attribute) =>
        [attribute.ConstructorArguments[0].Value, .. attribute.NamedArguments.Select(named => $"{named.MemberName}={named.TypedValue.Value}")];

    private static bool Has(ParameterInfo parameter, string attribute) =>
        parameter.GetCustomAttributesData().Any(found => found.AttributeType.Name == attribute);

    private static bool Has(MemberInfo member, string attribute) =>
        member.GetCustomAttributesData().Any(found => found.AttributeType.Name == attribute);
}
