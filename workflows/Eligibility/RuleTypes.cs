using System.Linq.Dynamic.Core;
using System.Linq.Dynamic.Core.CustomTypeProviders;
using System.Reflection;

namespace Integration.Workflows.Eligibility;

/// <summary>The only types that a rule expression can name; no type is ever looked up in the loaded assemblies.</summary>
internal sealed class RuleTypes : IDynamicLinqCustomTypeProvider
{
    /// <summary>Facts, figures and calendar dates.</summary>
    public static readonly Type[] All = [typeof(FactSheet), typeof(ParameterSheet), typeof(DateOnly)];

    private static readonly HashSet<Type> Known = [.. All];
    private static readonly Dictionary<Type, List<MethodInfo>> NoExtensions = [];

    public static readonly ParsingConfig Parsing = Configure();

    public HashSet<Type> GetCustomTypes() => Known;

    public Dictionary<Type, List<MethodInfo>> GetExtensionMethods() => NoExtensions;

    public Type? ResolveType(string typeName) => null;

    public Type? ResolveTypeBySimpleName(string simpleTypeName) => null;

    private static ParsingConfig Configure()
    {
        var config = new ParsingConfig
        {
            CustomTypeProvider = new RuleTypes(),
            IsCaseSensitive = true,
            DisallowNewKeyword = true,
            ResolveTypesBySimpleName = false,
            SupportEnumerationsFromSystemNamespace = false,
        };
        config.ExpressionPromoter = new RulePromoter(config.ExpressionPromoter);
        return config;
    }
}
