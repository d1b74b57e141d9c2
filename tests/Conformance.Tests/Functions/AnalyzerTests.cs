using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Integration.Conformance.Tests.Functions;

/// <summary>The analyzers of the Functions SDK find what the worker could not run, and the build listens to them.</summary>
public sealed class AnalyzerTests
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> _analyzers =
        [.. Compiler.Analyzers("FunctionsAnalyzers"), .. Compiler.Analyzers("FunctionsHttpAnalyzers")];

    [Fact]
    public async Task A_function_that_nobody_could_wait_for_is_found() =>
        (await RulesIn(
            """
            using Microsoft.Azure.Functions.Worker;
            class Case
            {
                [Function("Case")]
                public async void Run([TimerTrigger("0 * * * * *")] TimerInfo timer) => await Task.CompletedTask;
            }
            """)).ShouldContain("AZFW0002");

    [Fact]
    public async Task What_says_that_it_binds_and_is_no_converter_is_found() =>
        (await RulesIn("[Microsoft.Azure.Functions.Worker.Extensions.Abstractions.SupportsDeferredBinding] class Case;"))
            .ShouldContain("AZFW0009");

    [Fact]
    public async Task A_program_that_would_answer_no_request_is_found() =>
        (await RulesIn(
            """
            using Microsoft.Azure.Functions.Worker; using Microsoft.Extensions.Hosting;
            class Program { static void Main() => new HostBuilder().ConfigureFunctionsWorkerDefaults().Build().Run(); }
            """)).ShouldContain("AZFW0014");

    [Fact]
    public void Each_rule_is_an_error_in_the_build() =>
        _analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => $"dotnet_diagnostic.{rule.Id}.severity = error")
            .Except(Repository.Lines(".editorconfig")).ShouldBeEmpty();

    private static async Task<IEnumerable<string>> RulesIn(string source)
    {
        var found = await Compiler.AnalyzeAsync(Compiler.Compile(("Case.cs", source)), _analyzers);
        return found.Select(diagnostic => diagnostic.Id).Distinct();
    }
}
