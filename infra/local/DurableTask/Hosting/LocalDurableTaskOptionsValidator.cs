using Microsoft.Extensions.Options;

namespace Integration.Local.DurableTask.Hosting;

/// <summary>Refuses options that can't work.</summary>
internal sealed class LocalDurableTaskOptionsValidator : IValidateOptions<LocalDurableTaskOptions>
{
    public ValidateOptionsResult Validate(string? name, LocalDurableTaskOptions options)
    {
        var faults = new List<string>();
        if (string.IsNullOrWhiteSpace(options.DatabasePath))
        {
            faults.Add($"{nameof(options.DatabasePath)} is missing.");
        }

        RequireOne(options.MaxConcurrentActivities, nameof(options.MaxConcurrentActivities), faults);
        RequireOne(options.MaxConcurrentOrchestrations, nameof(options.MaxConcurrentOrchestrations), faults);
        RequireOne(options.MaxCachedInstances, nameof(options.MaxCachedInstances), faults);
        Require(options.MaxCrashes, 3, nameof(options.MaxCrashes), faults);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static void RequireOne(int value, string name, List<string> faults) => Require(value, 1, name, faults);

    private static void Require(int value, int least, string name, List<string> faults)
    {
        if (value < least)
        {
            faults.Add($"{name} must be at least {least}; it is {value}.");
        }
    }
}
