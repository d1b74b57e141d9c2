using System.Reflection;

namespace Integration.Conformance.Tests.PublicApi;

/// <summary>Writes what a type is and the modifiers of its members.</summary>
internal static class Declarations
{
    /// <summary>The type's kind, name, base type, own interfaces and constraints.</summary>
    public static string Of(Type type)
    {
        List<Type> parents = [];
        if (type is { IsClass: true, BaseType: { } parent } && parent != typeof(object))
        {
            parents.Add(parent);
        }

        if (!type.IsEnum)
        {
            parents.AddRange(type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []).Where(IsVisible));
        }

        return $"public {KindOf(type)} {TypeNames.Of(type)}"
            + (parents.Count > 0 ? $" : {string.Join(", ", parents.Select(TypeNames.Of))}" : "")
            + TypeNames.ConstraintsOf(type.GetGenericArguments());
    }

    /// <summary>The modifiers of a method, each with a blank after it.</summary>
    public static string ModifiersOf(MethodInfo method)
    {
        if (method.DeclaringType!.IsInterface)
        {
            return "";
        }

        var overrides = method.GetBaseDefinition().DeclaringType != method.DeclaringType;
        return method switch
        {
            { IsStatic: true } => "static ",
            { IsAbstract: true } => overrides ? "abstract override " : "abstract ",
            { IsFinal: true } => overrides ? "sealed override " : "",
            { IsVirtual: true } => overrides ? "override " : "virtual ",
            _ => "",
        };
    }

    /// <summary>The modifiers of a property, each with a blank after it.</summary>
    public static string ModifiersOf(PropertyInfo property) => ModifiersOf(property.GetMethod ?? property.SetMethod!);

    /// <summary>The modifiers of a field, each with a blank after it.</summary>
    public static string ModifiersOf(FieldInfo field) => field switch
    {
        { IsLiteral: true } => "const ",
        { IsStatic: true, IsInitOnly: true } => "static readonly ",
        { IsStatic: true } => "static ",
        { IsInitOnly: true } => "readonly ",
        _ => "",
    };

    /// <summary>The accessors that may be used from outside.</summary>
    public static string AccessorsOf(PropertyInfo property, string access)
    {
        var isInit = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Any(found => found.Name == "IsExternalInit") == true;
        return $"{{ {Accessor(property.GetMethod, "get")}{Accessor(property.SetMethod, isInit ? "init" : "set")}}}";

        string Accessor(MethodInfo? accessor, string word) =>
            Access.Of(accessor) is not { } own ? "" : own == access ? $"{word}; " : $"{own} {word}; ";
    }

    private static bool IsVisible(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).IsVisible;

    private static string KindOf(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        _ => (type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + (type.GetMethod("<Clone>$") is null ? "class" : "record class"),
    };
}
