using RulesEngine.Models;

namespace Integration.Workflows.Eligibility;

/// <summary>An output of a rule, as the engine's action <c>OutputExpression</c>.</summary>
internal sealed record RuleOutput(string Name, RuleOutputContext Context)
{
    /// <summary>The same for the engine.</summary>
    public ActionInfo ToEngine() => new() { Name = Name, Context = new() { ["Expression"] = Context.Expression } };
}
