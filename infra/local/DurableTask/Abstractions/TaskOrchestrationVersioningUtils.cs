using System.Diagnostics.CodeAnalysis;

namespace Microsoft.DurableTask.Abstractions;

/// <summary>Compares orchestration versions.</summary>
[SuppressMessage("Design", "CA1724", Justification = "The official name.")]
public static class TaskOrchestrationVersioningUtils
{
    /// <summary>By number where both are version numbers, else by text without regard to case; an empty version is the lowest.</summary>
    public static int CompareVersions(string sourceVersion, string otherVersion)
    {
        var (noSource, noOther) = (string.IsNullOrWhiteSpace(sourceVersion), string.IsNullOrWhiteSpace(otherVersion));
        return (noSource, noOther) switch
        {
            (true, true) => 0,
            (true, false) => -1,
            (false, true) => 1,
            _ when Version.TryParse(sourceVersion, out var source) && Version.TryParse(otherVersion, out var other) =>
                source.CompareTo(other),
            _ => string.Compare(sourceVersion, otherVersion, StringComparison.OrdinalIgnoreCase),
        };
    }
}
