using System.Reflection;

namespace Integration.Conformance.Tests.PublicApi;

/// <summary>
/// The compiler's nullability flags of one type reference, read in its order: a type before its arguments, one flag for each type but
/// plain values and the question mark of a nullable value. <c>NullabilityInfoContext</c> can't be used: to it an unconstrained <c>T</c> is a <c>T?</c>.
/// </summary>
internal sealed class NullableFlags
{
    private const byte Annotated = 2;
    private readonly byte _default;
    private readonly byte[] _flags;
    private int _next;

    private NullableFlags(byte[] flags, byte @default) => (_flags, _default) = (flags, @default);

    /// <summary>Flags that say nothing: no type is nullable.</summary>
    public static NullableFlags None => new([], 0);

    /// <summary>The flags written on a parameter, a return value, a field or a property.</summary>
    /// <param name="place">What carries the flags.</param>
    /// <param name="scopes">Where the default for what carries none stands, the innermost first.</param>
    public static NullableFlags Of(ICustomAttributeProvider place, params IEnumerable<MemberInfo?> scopes) =>
        Find(place, "NullableAttribute") switch
        {
            byte one => new([], one),
            IEnumerable<CustomAttributeTypedArgument> many => new([.. many.Select(flag => (byte)flag.Value!)], 0),
            _ => new([], DefaultOf(scopes)),
        };

    /// <summary>Whether the next type is annotated with a question mark.</summary>
    public bool TakeIsNullable(Type type)
    {
        if (type is { IsValueType: true, IsGenericType: false, IsGenericParameter: false })
        {
            return false;
        }

        var flag = _next < _flags.Length ? _flags[_next] : _default;
        _next++;
        return flag == Annotated && !type.IsValueType;
    }

    private static byte DefaultOf(IEnumerable<MemberInfo?> scopes)
    {
        foreach (var scope in scopes)
        {
            for (var member = scope; member is not null; member = member.DeclaringType)
            {
                if (Find(member, "NullableContextAttribute") is byte context)
                {
                    return context;
                }
            }
        }

        return 0;
    }

    private static object? Find(ICustomAttributeProvider place, string attribute) =>
        AttributesOf(place).FirstOrDefault(found => found.AttributeType.Name == attribute)?.ConstructorArguments[0].Value;

    private static IList<CustomAttributeData> AttributesOf(ICustomAttributeProvider place) => place switch
    {
        ParameterInfo parameter => parameter.GetCustomAttributesData(),
        MemberInfo member => member.GetCustomAttributesData(),
        _ => [],
    };
}
