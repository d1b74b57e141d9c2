using CsCheck;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Tests.Eligibility;

public sealed class RuleSandboxTests
{
    private static readonly Dictionary<string, FactDefinition> Facts = new()
    {
        ["income"] = new("/income", FactType.Money, new("income", "revenu")),
        ["born"] = new("/born", FactType.Date, new("birth", "naissance")),
        ["status"] = new("/status", FactType.Text, new("status", "statut")),
    };

    private static readonly Dictionary<string, ParameterValue> Parameters = new()
    {
        ["limit"] = new(100m),
        ["rates"] = new([KeyValuePair.Create(1, 0.07m)]),
    };

    [Theory]
    [InlineData("facts.Money(\"income\") * 0.07m < parameters.Value(\"limit\")")]
    [InlineData("facts.Money(\"income\") * 0.07 < 5")]
    [InlineData("facts.Day(\"born\").AddYears(18) <= facts.AsOf")]
    [InlineData("facts.Text(\"status\") in (\"a\", \"b\") && !(facts.Age(\"born\") >= 65)")]
    [InlineData("Math.Max(0m, facts.Money(\"income\") / 12) > parameters.Row(\"rates\", 3)")]
    [InlineData("iif(facts.Age(\"born\") > 18, true, false)")]
    public void What_decides_a_program_is_let_through(string expression) => Bind(expression).ShouldBeEmpty();

    [Theory]
    [InlineData("System.IO.File.Exists(\"/etc/passwd\")")]
    [InlineData("File.ReadAllText(\"/etc/passwd\") == \"\"")]
    [InlineData("System.Diagnostics.Process.Start(\"sh\") == null")]
    [InlineData("Process.GetCurrentProcess().Id > 0")]
    [InlineData("Environment.MachineName == \"\"")]
    [InlineData("System.Environment.GetEnvironmentVariable(\"PATH\") == \"\"")]
    [InlineData("new System.IO.FileInfo(\"x\").Exists")]
    [InlineData("as(\"System.Diagnostics.Process\") == null")]
    [InlineData("facts.GetType().Assembly.FullName == \"\"")]
    [InlineData("\"\".GetType().Assembly.GetType(\"System.IO.File\") == null")]
    [InlineData("typeof(string) == null")]
    [InlineData("new(facts.Money(\"income\") as x) == null")]
    [InlineData("DateTime.Now > DateTime(2024, 1, 1)")]
    [InlineData("Guid.NewGuid() == Guid.Empty")]
    [InlineData("Convert.ToString(1) == \"1\"")]
    [InlineData("Uri(\"http://example.com\").Host == \"\"")]
    [InlineData("\"a\".PadLeft(1000000000) == \"\"")]
    [InlineData("\"a\" + facts.Text(\"status\") == \"\"")]
    [InlineData("facts.Text(\"status\").Length > 1")]
    [InlineData("facts.ToString() == \"\"")]
    [InlineData("Math.Sqrt(2.0) > 1.0")]
    [InlineData("1.5 > 1.0")]
    [InlineData("facts.Money(\"income\") / parameters.Value(\"limit\") > 1")]
    [InlineData("facts.Money(\"income\") / 0 > 1")]
    [InlineData("facts.Missing.Count > 0")]
    public void Nothing_else_is(string expression) => Bind(expression).ShouldNotBeEmpty();

    [Theory]
    [InlineData("facts.Money(\"rent\") > 0m", "There is no fact 'rent'.", "The program's facts are born, income, status.")]
    [InlineData("facts.Money(\"born\") > 0m", "facts.Money can't read 'born', a fact of type Date.",
        "Use facts.Age, facts.Birthday, facts.Day.")]
    [InlineData("parameters.Value(\"maximum\") > 0m", "There is no parameter 'maximum'.", "The program's parameters are limit, rates.")]
    [InlineData("parameters.Value(\"rates\") > 0m", "The parameter 'rates' has rows.", "Use parameters.Row.")]
    [InlineData("parameters.Row(\"limit\", 1) > 0m", "The parameter 'limit' is one figure.", "Use parameters.Value.")]
    [InlineData("facts.Money(facts.Text(\"status\")) > 0m", "The name given to facts.Money is computed.", "Name the fact by a literal.")]
    [InlineData("facts.Age(\"born\")", "The expression yields Int32.", "It must yield Boolean.")]
    public void A_wrong_name_or_type_is_told_with_what_would_be_right(string expression, string problem, string remedy)
    {
        var error = Bind(expression).ShouldHaveSingleItem();

        error.Problem.ShouldBe(problem);
        error.Remedy.ShouldBe(remedy);
    }

    [Fact]
    public void Any_text_is_bound_or_refused_and_never_throws()
    {
        var pieces = Gen.OneOf("facts", ".", "Money", "(", ")", "\"income\"", "0m", "1.5", ">", "<",
            "&&", "in", "it", "new", "Math", "{", "?", ":", "'", "\\", "$");
        Gen.OneOf(Gen.String, pieces.Array[0, 8].Select(some => string.Concat(some))).Sample(text => Bind(text) is not null);
    }

    [Fact]
    public void A_broken_expression_is_told_in_the_compilers_words()
    {
        var error = Bind("facts.Money(\"income\"").ShouldHaveSingleItem();

        error.Pointer.ShouldBe("/Rules/0/Expression");
        error.Problem.ShouldContain("')' or ',' expected");
    }

    [Fact]
    public void A_named_expression_hands_its_facts_on_to_its_users()
    {
        var workflow = new RuleWorkflow(
            "w",
            [new("half", "facts.Money(\"income\") / 2"), new("quarter", "half / 2")],
            [new("r", "quarter > 1m", new(null, "no"), null), new("s", "true", new(null, "no"), null)]);

        var rules = ProgramRules.Bind(workflow, Facts, Parameters, new(), out _).ShouldNotBeNull();

        rules.Rules[0].Facts.ShouldBe(["income"]);
        rules.Rules[1].Facts.ShouldBeEmpty();
    }

    [Fact]
    public void A_rule_that_breaks_while_it_runs_is_the_programs_fault_and_not_the_persons()
    {
        var overflow = new WorkflowRule("overflow", "facts.Day(\"born\").AddYears(9999) > facts.AsOf", new(null, "no"), null);
        var workflow = new RuleWorkflow("w", null, [overflow]);
        var rules = ProgramRules.Bind(workflow, Facts, Parameters, new(), out _).ShouldNotBeNull();
        var facts = new FactSheet(System.Text.Json.JsonElement.Parse("""{ "born": "1990-01-01" }"""), Facts, new(2025, 1, 1));

        var result = rules.Run(facts, new ParameterSheet([])).ShouldHaveSingleItem();

        Finding.Of(rules.Rules[0], result, facts).State.ShouldBe(FindingState.Failed);
    }

    private static IReadOnlyList<RuleError> Bind(string expression)
    {
        ProgramRules.Bind(
            new RuleWorkflow("w", null, [new("r", expression, new(null, "no"), null)]), Facts, Parameters, new(), out var errors);
        return errors;
    }
}
