using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Integration.Conformance.Tests;

/// <summary>Compiles sources with the analyzers of a build.</summary>
internal static class Compiler
{
    private const string ImplicitUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Http;
        """;

    private static readonly ImmutableArray<MetadataReference> _references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is not ("Integration.Functions.dll" or "Integration.Workflows.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The analyzers of a package, by the name under which the project file gives its path.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers(string name)
    {
        var path = typeof(Compiler).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == name).Value!;
        var analyzers = new AnalyzerFileReference(path, new Loader()).GetAnalyzers(LanguageNames.CSharp);
        return analyzers.IsEmpty ? throw new InvalidOperationException($"There are no analyzers in {path}.") : analyzers;
    }

    /// <summary>A compilation of files; errors are left to who asks.</summary>
    public static CSharpCompilation Compile(params IEnumerable<(string Path, string Text)> files) => CSharpCompilation.Create(
        "Compiled",
        files.Prepend(("ImplicitUsings.cs", ImplicitUsings)).Select(file => CSharpSyntaxTree.ParseText(file.Item2, path: file.Item1)),
        _references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>What analyzers say about a compilation. What does not compile is an error of the test.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(
        CSharpCompilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        Errors(compilation.GetDiagnostics()).ShouldBeEmpty();
        return await compilation.WithAnalyzers(analyzers).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>
    /// What analyzers that need no more than a file say about some of a compilation's. What does not compile is an error of the test.
    /// </summary>
    public static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(
        CSharpCompilation compilation,
        IEnumerable<SyntaxTree> files,
        ImmutableArray<DiagnosticAnalyzer> analyzers,
        AdditionalText additional)
    {
        var analysis = compilation.WithAnalyzers(analyzers, new AnalyzerOptions([additional]));
        var found = new List<Diagnostic>();
        foreach (var model in files.Select(file => compilation.GetSemanticModel(file)))
        {
            Errors(model.GetDiagnostics()).ShouldBeEmpty();
            found.AddRange(await analysis.GetAnalyzerSemanticDiagnosticsAsync(model, null, TestContext.Current.CancellationToken));
        }

        return found;
    }

    /// <summary>A file that is given to analyzers.</summary>
    public static AdditionalText Additional(string path) => new Text(path);

    private static IEnumerable<Diagnostic> Errors(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    private sealed class Text(string path) : AdditionalText
    {
        public override string Path { get; } = path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(File.ReadAllText(Path));
    }

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
