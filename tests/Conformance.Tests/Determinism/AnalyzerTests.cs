using System.Collections.Immutable;
using Integration.Conformance.Tests.Architecture;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Integration.Conformance.Tests.Determinism;

/// <summary>The analyzers of Durable Task find what a replay would do otherwise, and the build listens to them.</summary>
public sealed class AnalyzerTests
{
    private const string Package = "Microsoft.DurableTask.Analyzers";

    private static readonly ImmutableArray<DiagnosticAnalyzer> _analyzers = Compiler.Analyzers("DurableTaskAnalyzers");

    [Theory]
    [InlineData("_ = DateTime.UtcNow;", "DURABLE0001")]
    [InlineData("_ = DateTimeOffset.Now;", "DURABLE0001")]
    [InlineData("_ = TimeProvider.System.GetUtcNow();", "DURABLE0001")]
    [InlineData("_ = Guid.NewGuid();", "DURABLE0002")]
    [InlineData("await Task.Delay(1);", "DURABLE0003")]
    [InlineData("Thread.Sleep(1);", "DURABLE0003")]
    [InlineData("await Task.Run(() => { });", "DURABLE0004")]
    [InlineData("await Task.Factory.StartNew(() => { });", "DURABLE0004")]
    [InlineData("await context.CreateTimer(TimeSpan.Zero, default).ContinueWith(_ => { });", "DURABLE0004")]
    [InlineData("new Thread(() => { }).Start();", "DURABLE0004")]
    [InlineData("_ = await new HttpClient().GetStringAsync(\"http://localhost\");", "DURABLE0005")]
    [InlineData("_ = Environment.GetEnvironmentVariable(\"PATH\");", "DURABLE0006")]
    [InlineData("Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance.LogInformation(\"Again\");", "DURABLE0010")]
    [InlineData("while (true) { await context.CreateTimer(TimeSpan.Zero, default); }", "DURABLE0011")]
    public async Task Code_that_a_replay_would_do_otherwise_is_found_however_the_orchestrator_is_written(string statement, string rule)
    {
        foreach (var form in OrchestratorSource.Forms)
        {
            (await RulesIn(OrchestratorSource.Of(form, statement))).ShouldContain(rule, form);
        }
    }

    [Fact]
    public async Task A_token_or_a_second_binding_of_an_orchestration_function_is_found()
    {
        (await RulesIn(Function("CancellationToken cancellation"))).ShouldContain("DURABLE0007");
        (await RulesIn(Function("[DurableClient] Microsoft.DurableTask.Client.DurableTaskClient client"))).ShouldContain("DURABLE0008");

        static string Function(string parameter) =>
            $$"""
            using Microsoft.DurableTask; using Microsoft.Azure.Functions.Worker;
            class Case
            {
                [Function("Case")]
                public static Task Run([OrchestrationTrigger] TaskOrchestrationContext context, {{parameter}}) => Task.CompletedTask;
            }
            """;
    }

    [Fact]
    public async Task What_the_context_gives_is_no_finding()
    {
        const string Statement = "await context.CreateTimer(context.CurrentUtcDateTime.AddDays(1), default); _ = context.NewGuid();";

        foreach (var form in OrchestratorSource.Forms)
        {
            (await RulesIn(OrchestratorSource.Of(form, Statement))).ShouldBeEmpty(form);
        }
    }

    [Fact]
    public async Task An_activity_may_do_all_of_it() =>
        (await RulesIn(OrchestratorSource.ActivityOf("_ = DateTime.UtcNow; _ = Guid.NewGuid(); await Task.Delay(1);"))).ShouldBeEmpty();

    [Fact]
    public void Each_rule_of_determinism_is_an_error_in_the_build()
    {
        // That an input could be a parameter is a matter of taste.
        var rules = _analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => rule.Id)
            .Where(id => id.StartsWith("DURABLE0", StringComparison.Ordinal)).Except(["DURABLE0009"]).Distinct().ToList();

        rules.Count.ShouldBe(10);
        rules.Select(rule => $"dotnet_diagnostic.{rule}.severity = error").Except(Repository.Lines(".editorconfig")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("functions")]
    [InlineData("workflows")]
    public async Task The_build_of_functions_and_workflows_runs_them(string folder) =>
        (await ProjectReferences.OfAsync(Repository.Files(folder, "*.csproj").Single())).Packages.ShouldContain(Package);

    private static async Task<IEnumerable<string>> RulesIn(string source)
    {
        var found = await Compiler.AnalyzeAsync(Compiler.Compile(("Case.cs", source)), _analyzers);
        return found.Select(diagnostic => diagnostic.Id).Distinct();
    }
}
