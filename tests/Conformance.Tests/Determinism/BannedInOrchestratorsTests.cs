using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Integration.Conformance.Tests.Determinism;

/// <summary>
/// What the official analyzers do not know: BannedSymbols.Orchestrators.txt holds for the files that an orchestrator is written in.
/// </summary>
public sealed class BannedInOrchestratorsTests
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> _analyzers = Compiler.Analyzers("BannedApiAnalyzers");
    private static readonly AdditionalText _banned = Compiler.Additional(Path.Combine(Repository.Root, "BannedSymbols.Orchestrators.txt"));
    private static readonly Lazy<IReadOnlyList<(string Path, string Text)>> _sources = new(() =>
        [.. new[] { "functions", "workflows" }.SelectMany(folder => Repository.Files(folder, "*.cs"))
            .Select(file => (file, File.ReadAllText(Path.Combine(Repository.Root, file))))]);

    [Theory]
    [InlineData("_ = new Random(1).Next();")]
    [InlineData("_ = Random.Shared.Next();")]
    [InlineData("_ = System.Security.Cryptography.RandomNumberGenerator.GetInt32(2);")]
    [InlineData("_ = Guid.CreateVersion7();")]
    [InlineData("_ = System.Diagnostics.Stopwatch.GetTimestamp();")]
    [InlineData("_ = new Timer(_ => { });")]
    [InlineData("_ = new PeriodicTimer(TimeSpan.FromSeconds(1));")]
    [InlineData("_ = Environment.TickCount64;")]
    [InlineData("_ = Environment.MachineName;")]
    [InlineData("_ = await File.ReadAllTextAsync(\"rates.json\");")]
    [InlineData("await new SemaphoreSlim(1).WaitAsync();")]
    [InlineData("ThreadPool.QueueUserWorkItem(_ => { });")]
    [InlineData("await Parallel.ForEachAsync(new[] { 1 }, (_, _) => default);")]
    [InlineData("_ = new[] { 1 }.AsParallel().Count();")]
    [InlineData("await context.CreateTimer(TimeSpan.Zero, default).ConfigureAwait(false);")]
    [InlineData("await context.WaitForExternalEvent<int>(\"go\").ConfigureAwait(false);")]
    [InlineData("await context.WaitForExternalEvent<int>(\"go\").WaitAsync(TimeSpan.FromDays(1));")]
    [InlineData("using var late = new CancellationTokenSource(1000);")]
    [InlineData("using var late = new CancellationTokenSource(); await late.CancelAsync();")]
    public async Task What_a_replay_would_do_otherwise_is_banned(string statement)
    {
        foreach (var form in OrchestratorSource.Forms)
        {
            (await FindingsAsync([("Case.cs", OrchestratorSource.Of(form, statement))])).ShouldNotBeEmpty(form);
        }
    }

    [Fact]
    public async Task Nothing_that_is_banned_stands_where_an_orchestrator_of_functions_or_workflows_is_written() =>
        (await FindingsAsync(_sources.Value)).ShouldBeEmpty();

    [Fact]
    public async Task A_draw_of_lots_in_the_case_orchestrator_would_be_found()
    {
        const string Known = "var look = FirstLook;";
        var changed = _sources.Value.Select(file => Path.GetFileName(file.Path) == "CaseOrchestrator.cs"
            ? (file.Path, file.Text.Replace(Known, "var look = FirstLook * Random.Shared.NextDouble();", StringComparison.Ordinal))
            : file);

        (await FindingsAsync(changed)).ShouldHaveSingleItem().ShouldContain("CaseOrchestrator.cs");
    }

    [Fact]
    public void The_orchestrators_of_functions_and_workflows_are_known() =>
        Compiler.Compile(_sources.Value).SyntaxTrees.Where(IsOfAnOrchestrator).Select(file => Path.GetFileName(file.FilePath))
            .ShouldBe(["CaseOrchestration.cs", "CaseOrchestrator.cs"], ignoreOrder: true);

    private static async Task<IReadOnlyList<string>> FindingsAsync(IEnumerable<(string Path, string Text)> sources)
    {
        var compilation = Compiler.Compile(sources);
        var found = await Compiler.AnalyzeAsync(compilation, compilation.SyntaxTrees.Where(IsOfAnOrchestrator), _analyzers, _banned);
        return [.. found.Select(finding => finding.ToString()).Distinct()];
    }

    private static bool IsOfAnOrchestrator(SyntaxTree file) => file.GetRoot().DescendantNodes().Any(node => node switch
    {
        BaseTypeSyntax { Type: SimpleNameSyntax name } => name.Identifier.Text is "TaskOrchestrator" or "ITaskOrchestrator",
        AttributeSyntax { Name: SimpleNameSyntax name } => name.Identifier.Text is "OrchestrationTrigger" or "DurableTask",
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "AddOrchestratorFunc" } } => true,
        _ => false,
    });
}
