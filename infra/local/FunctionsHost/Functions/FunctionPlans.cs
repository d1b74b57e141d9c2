using System.Collections.Frozen;
using Integration.Local.FunctionsHost.Apps;
using Integration.Local.FunctionsHost.HostJson;
using Integration.Local.FunctionsHost.Starting;

namespace Integration.Local.FunctionsHost.Functions;

/// <summary>The plans of all functions; a function whose bindings this host does not know has none, and stops the start.</summary>
internal sealed class FunctionPlans(
    HostSettings settings, IEnumerable<IInputBindingKind> inputKinds, IEnumerable<IOutputBindingKind> outputKinds) : IAsyncDisposable
{
    /// <summary>The answer to an HTTP request, which the host itself carries.</summary>
    private const string Http = "http";

    private readonly IInputBindingKind[] _inputKinds = [.. inputKinds];
    private readonly IOutputBindingKind[] _outputKinds = [.. outputKinds];
    private FrozenDictionary<string, FunctionPlan> _plans = FrozenDictionary<string, FunctionPlan>.Empty;

    public FunctionPlan Of(HostedFunction function) => _plans.GetValueOrDefault(function.Id, FunctionPlan.Simple);

    /// <summary>Plans the functions. To be done once, before any of them runs.</summary>
    /// <param name="functions">All that are hosted.</param>
    /// <param name="retries">Whether a function is run again by its retry policy, by its trigger.</param>
    /// <param name="problems">What is wrong.</param>
    public void Make(IEnumerable<HostedFunction> functions, Func<FunctionBinding, bool> retries, StartProblems problems)
    {
        var plans = new Dictionary<string, FunctionPlan>();
        foreach (var function in functions)
        {
            try
            {
                plans[function.Id] = Plan(function, retries(function.Trigger), problems);
            }
            catch (FunctionMistakeException mistake)
            {
                problems.Add(mistake.Message);
            }
        }

        _plans = plans.ToFrozenDictionary();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var output in _plans.Values.SelectMany(plan => plan.Outputs.Values))
        {
            await output.DisposeAsync();
        }
    }

    private FunctionPlan Plan(HostedFunction function, bool retries, StartProblems problems)
    {
        if (!retries && function.Retry is not null)
        {
            problems.Warn($"Function '{function.Name}': its retry policy has no effect, as officially: {function.Trigger.Type} has none.");
        }

        var inputs = new List<KeyValuePair<string, IFunctionInputSource>>();
        var outputs = new Dictionary<string, IFunctionOutput>(StringComparer.OrdinalIgnoreCase);
        foreach (var binding in function.Bindings.Where(binding => !binding.IsTrigger && !binding.IsOf(Http)))
        {
            if (string.Equals(binding.Direction, "out", StringComparison.OrdinalIgnoreCase))
            {
                outputs[binding.Name] = KindOf(_outputKinds, kind => kind.BindingType, function, binding).Open(function, binding);
            }
            else
            {
                inputs.Add(new(binding.Name, KindOf(_inputKinds, kind => kind.BindingType, function, binding).Open(function, binding)));
            }
        }

        return new FunctionPlan(retries ? RetryPlan.Of(function.Retry, settings.Retry) : RetryPlan.Never, inputs, outputs);
    }

    private static T KindOf<T>(T[] kinds, Func<T, string> typeOf, HostedFunction function, FunctionBinding binding) =>
        kinds.FirstOrDefault(kind => binding.IsOf(typeOf(kind))) ?? throw new FunctionMistakeException(
            function.Name,
            $"this host has no binding '{binding.Type}' ('{binding.Name}'). It has {string.Join(", ", kinds.Select(typeOf).Append(Http))}. "
            + $"To host the other functions, set 'AzureWebJobs.{function.Name}.Disabled' to true.");
}
