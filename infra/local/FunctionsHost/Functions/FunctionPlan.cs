namespace Integration.Local.FunctionsHost.Functions;

/// <summary>How a function is run, worked out once at the start.</summary>
/// <param name="Retry">What follows a failure.</param>
/// <param name="Inputs">What is read before, by the names of the parameters.</param>
/// <param name="Outputs">Where what it gives is written to, by the names of the bindings.</param>
internal sealed record FunctionPlan(
    RetryPlan Retry,
    IReadOnlyList<KeyValuePair<string, IFunctionInputSource>> Inputs,
    IReadOnlyDictionary<string, IFunctionOutput> Outputs)
{
    public static FunctionPlan Simple { get; } = new(RetryPlan.Never, [], new Dictionary<string, IFunctionOutput>());
}
