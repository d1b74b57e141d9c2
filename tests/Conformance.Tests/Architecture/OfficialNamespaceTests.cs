using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Integration.Conformance.Tests.Architecture;

/// <summary>Microsoft's names are Microsoft's: only the stand-in for a package that can't be restored uses them.</summary>
public sealed partial class OfficialNamespaceTests
{
    private const string StandIn = "infra/local/ServiceBusExtension/";

    private static readonly string[] _folders = ["functions", "workflows", "infra", "tests"];

    [Fact]
    public void No_type_stands_in_an_official_namespace_but_those_of_the_Service_Bus_extension()
    {
        var files = OfficialTypes().ToLookup(type => type.File.StartsWith(StandIn, StringComparison.Ordinal));

        files[true].ShouldNotBeEmpty();
        files[false].Select(type => $"{type.File}: {type.Namespace}.{type.Name}").ShouldBeEmpty();
    }

    [Fact]
    public void No_contract_generates_a_type_in_an_official_namespace() =>
        Files("*.proto").Where(file => Repository.Lines(file).Any(line => OfficialOption().IsMatch(line))).ShouldBeEmpty();

    private static IEnumerable<(string File, string Namespace, string Name)> OfficialTypes() =>
        from file in Files("*.cs")
        let root = CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(Repository.Root, file))).GetRoot()
        from type in root.DescendantNodes().OfType<MemberDeclarationSyntax>()
        where type is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax
        let @namespace = string.Join('.', type.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Reverse().Select(space => space.Name))
        where IsOfficial(@namespace)
        select (file, @namespace, type is BaseTypeDeclarationSyntax { Identifier.Text: var name } ? name : "a delegate");

    private static IEnumerable<string> Files(string pattern) => _folders.SelectMany(folder => Repository.Files(folder, pattern))
        .Select(file => file.Replace(Path.DirectorySeparatorChar, '/'));

    private static bool IsOfficial(string @namespace) => @namespace.Split('.')[0] is "Microsoft" or "Azure";

    [GeneratedRegex("""^\s*option\s+csharp_namespace\s*=\s*"(Microsoft|Azure)\b""")]
    private static partial Regex OfficialOption();
}
