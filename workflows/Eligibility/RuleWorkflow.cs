using RulesEngine.Models;

namespace Integration.Workflows.Eligibility;

/// <summary>A program's rules as written: the part of a RulesEngine workflow that programs use, under its names.</summary>
internal sealed record RuleWorkflow(string WorkflowName, IReadOnlyList<NamedExpression>? GlobalParams, IReadOnlyList<WorkflowRule> Rules)
{
    /// <summary>The same for the engine.</summary>
    public Workflow ToEngine() => new()
    {
        WorkflowName = WorkflowName,
        GlobalParams = [.. (GlobalParams ?? []).Select(named => new ScopedParam { Name = named.Name, Expression = named.Expression })],
        Rules = [.. Rules.Select(rule => rule.ToEngine())],
    };
}
