using Integration.Workflows.Catalogue;
using RulesEngine.Models;

namespace Integration.Workflows.Eligibility;

/// <summary>
/// The rules of one program: a RulesEngine workflow that was bound and checked when the catalogue was loaded, and is compiled when it
/// is first asked.
/// </summary>
public sealed class ProgramRules
{
    /// <summary>The name of the fact sheet in expressions.</summary>
    internal const string Facts = "facts";

    /// <summary>The name of the parameter sheet in expressions.</summary>
    internal const string Parameters = "parameters";

    private static readonly ReSettings Settings = new()
    {
        CustomTypes = RuleTypes.All,
        IsExpressionCaseSensitive = true,
        AutoRegisterInputType = false,
    };

    private readonly string _workflow;
    private readonly Lazy<RulesEngine.RulesEngine> _engine;

    private ProgramRules(Workflow workflow, IReadOnlyList<BoundRule> rules)
    {
        _workflow = workflow.WorkflowName;
        _engine = new(() => new RulesEngine.RulesEngine([workflow], Settings));
        Rules = rules;
    }

    /// <summary>The rules in the order of the workflow.</summary>
    internal IReadOnlyList<BoundRule> Rules { get; }

    /// <summary>Binds a workflow; errors are named by their place below the program's <c>rules</c>.</summary>
    internal static ProgramRules? Bind(
        RuleWorkflow workflow,
        IReadOnlyDictionary<string, FactDefinition> facts,
        IReadOnlyDictionary<string, ParameterValue> parameters,
        ParsedExpressions expressions,
        out IReadOnlyList<RuleError> errors)
    {
        var binder = new RuleBinder(facts, parameters, expressions);
        foreach (var (index, named) in (workflow.GlobalParams ?? []).Index())
        {
            binder.BindNamed($"/GlobalParams/{index}/Expression", named.Name, named.Expression);
        }

        var rules = workflow.Rules.Index().Select(rule => Bind(binder, $"/Rules/{rule.Index}", rule.Item)).ToList();
        errors = binder.Errors;
        return errors.Count == 0 ? new ProgramRules(workflow.ToEngine(), rules) : null;
    }

    /// <summary>Runs all rules over one case.</summary>
    internal IReadOnlyList<RuleResultTree> Run(FactSheet facts, ParameterSheet parameters)
    {
        var run = _engine.Value.ExecuteAllRulesAsync(_workflow, new RuleParameter(Facts, facts), new RuleParameter(Parameters, parameters));

        // Rules call nothing that waits, so the run is over when it returns.
        return run.IsCompleted
            ? run.GetAwaiter().GetResult()
            : throw new InvalidOperationException($"The rules of '{_workflow}' did not finish.");
    }

    private static BoundRule Bind(RuleBinder binder, string pointer, WorkflowRule rule)
    {
        var condition = binder.Bind(pointer + "/Expression", rule.Expression, typeof(bool));
        var amount = BindOutput(binder, pointer + "/Actions/OnSuccess", rule.Actions?.OnSuccess, typeof(decimal));
        var day = BindOutput(binder, pointer + "/Actions/OnFailure", rule.Actions?.OnFailure, typeof(DateOnly));
        IEnumerable<BoundExpression?> all = [condition, amount, day];
        return new BoundRule(
            rule.RuleName,
            rule.Properties.Met,
            rule.Properties.Unmet,
            all.SelectMany(bound => bound?.Facts ?? new HashSet<string>()).ToHashSet(),
            amount is not null,
            day is not null);
    }

    private static BoundExpression? BindOutput(RuleBinder binder, string pointer, RuleOutput? output, Type expected) =>
        output is null ? null : binder.Bind(pointer + "/Context/Expression", output.Context.Expression, expected);
}
