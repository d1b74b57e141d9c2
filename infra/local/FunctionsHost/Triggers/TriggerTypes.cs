using Integration.Local.FunctionsHost.Apps;
using Integration.Local.FunctionsHost.Starting;

namespace Integration.Local.FunctionsHost.Triggers;

/// <summary>Tells of functions whose triggers this host does not have, and which would never run.</summary>
internal static class TriggerTypes
{
    public static void Check(IEnumerable<HostedFunction> functions, IReadOnlyCollection<string> known, StartProblems problems)
    {
        foreach (var function in functions.Where(function => !known.Contains(function.Trigger.Type, StringComparer.OrdinalIgnoreCase)))
        {
            problems.Add(
                $"Function '{function.Name}': this host has no trigger '{function.Trigger.Type}'. It has {string.Join(", ", known)}. "
                + $"To host the other functions, set 'AzureWebJobs.{function.Name}.Disabled' to true.");
        }
    }
}
