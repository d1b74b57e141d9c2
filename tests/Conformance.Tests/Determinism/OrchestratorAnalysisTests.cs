using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Integration.Conformance.Tests.Determinism;

/// <summary>
/// Microsoft's analyzers of Durable Task, which functions/ and workflows/ are built with, know orchestrators that are written against the
/// local runtime, and find what would decide otherwise at a replay.
/// </summary>
public sealed class OrchestratorAnalysisTests
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> _analyzers = Load();

    [Theory]
    [InlineData("var now = System.DateTime.UtcNow;", "DURABLE0001")]
    [InlineData("var now = System.DateTimeOffset.Now;", "DURABLE0001")]
    [InlineData("var now = System.TimeProvider.System.GetUtcNow();", "DURABLE0001")]
    [InlineData("var id = System.Guid.NewGuid();", "DURABLE0002")]
    [InlineData("await Task.Delay(1);", "DURABLE0003")]
    [InlineData("System.Threading.Thread.Sleep(1);", "DURABLE0003")]
    [InlineData("await Task.Run(() => 1);", "DURABLE0004")]
    [InlineData("using var http = new System.Net.Http.HttpClient();", "DURABLE0005")]
    [InlineData("var home = System.Environment.GetEnvironmentVariable(\"HOME\");", "DURABLE0006")]
    public async Task An_orchestrator_may_not(string statement, string rule)
    {
        (await RulesBrokenByAsync(AsClass(statement))).ShouldContain(rule);
        (await RulesBrokenByAsync(AsFunction(statement))).ShouldContain(rule);
    }

    [Fact]
    public async Task Nor_may_what_it_calls() =>
        (await RulesBrokenByAsync(AsClass("Below();", "private static System.DateTime Below() => System.DateTime.UtcNow;"))).ShouldContain("DURABLE0001");

    [Fact]
    public async Task What_the_context_offers_in_their_place_is_in_order() =>
        (await RulesBrokenByAsync(AsClass(
            """
            var id = context.NewGuid();
            await context.CreateTimer(context.CurrentUtcDateTime.AddDays(1), System.Threading.CancellationToken.None);
            await context.CallActivityAsync("Check", id);
            """))).ShouldBeEmpty();

    [Theory]
    [InlineData("functions")]
    [InlineData("workflows")]
    public void Both_are_built_with_them_and_none_of_their_rules_is_switched_off(string folder)
    {
        var root = typeof(OrchestratorAnalysisTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
        var project = File.ReadAllText(Directory.GetFiles(Path.Combine(root, folder), "*.csproj").Single());

        project.ShouldContain("Microsoft.DurableTask.Analyzers");
        project.ShouldContain("BannedSymbols.Deterministic.txt");
        File.ReadAllText(Path.Combine(root, ".editorconfig")).ShouldNotContain("DURABLE");
    }

    private static string AsClass(string statements, string more = "") =>
        $$"""
        using System.Threading.Tasks;
        using Microsoft.DurableTask;
        public sealed class Orchestrator : TaskOrchestrator<string, string>
        {
            public override async Task<string> RunAsync(TaskOrchestrationContext context, string input)
            {
                {{statements}}
                return input;
            }
            {{more}}
        }
        """;

    private static string AsFunction(string statements) =>
        $$"""
        using System.Threading.Tasks;
        using Microsoft.Azure.Functions.Worker;
        using Microsoft.DurableTask;
        public static class Functions
        {
            [Function("Orchestrate")]
            public static async Task Orchestrate([OrchestrationTrigger] TaskOrchestrationContext context)
            {
                {{statements}}
            }
        }
        """;

    private static async Task<IReadOnlyList<string>> RulesBrokenByAsync(string source)
    {
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            "orchestrator",
            [CSharpSyntaxTree.ParseText(source, cancellationToken: TestContext.Current.CancellationToken)],
            trusted.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(found => found.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        var found = await compilation.WithAnalyzers(_analyzers).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.Where(diagnostic => diagnostic.Id.StartsWith("DURABLE0", StringComparison.Ordinal)).Select(diagnostic => diagnostic.Id)];
    }

    private static ImmutableArray<DiagnosticAnalyzer> Load()
    {
        var file = new AnalyzerFileReference(Path.Combine(AppContext.BaseDirectory, "analyzers", "Microsoft.DurableTask.Analyzers.dll"), new Loader());
        return file.GetAnalyzers(LanguageNames.CSharp);
    }

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
