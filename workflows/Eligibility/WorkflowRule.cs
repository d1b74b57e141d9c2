using RulesEngine.Models;

namespace Integration.Workflows.Eligibility;

/// <summary>One rule as written.</summary>
internal sealed record WorkflowRule(string RuleName, string Expression, RuleReasons Properties, RuleOutputs? Actions)
{
    /// <summary>The same for the engine.</summary>
    public Rule ToEngine() => new()
    {
        RuleName = RuleName,
        Expression = Expression,
        Actions = new RuleActions { OnSuccess = Actions?.OnSuccess?.ToEngine(), OnFailure = Actions?.OnFailure?.ToEngine() },
    };
}
