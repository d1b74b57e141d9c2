using System.Text.RegularExpressions;

namespace Integration.Local.FunctionsHost.Worker;

/// <summary>Says in one line why a worker ended.</summary>
internal static partial class WorkerEnd
{
    /// <summary>What the <c>dotnet</c> program exits with when the framework of an app is not there.</summary>
    private const int FrameworkMissing = 150;

    private const int Signal = 128;

    private const int LastSignal = 64;

    /// <param name="exitCode">Of the process; above 128 the signal that ended it.</param>
    /// <param name="errors">The last lines that it wrote to its error stream.</param>
    /// <returns>A sentence to be read after "The worker".</returns>
    public static string Describe(int exitCode, IReadOnlyList<string> errors)
    {
        if (exitCode == FrameworkMissing && errors.FirstOrDefault(Framework().IsMatch) is { } line)
        {
            var match = Framework().Match(line);
            return $"is built for {match.Groups["name"].Value} {match.Groups["version"].Value}, which is not installed here. "
                + "Install it, or build the app for a framework that is.";
        }

        var how = exitCode is > Signal and <= Signal + LastSignal
            ? $"was ended by signal {exitCode - Signal}"
            : $"exited with code {exitCode}";
        return errors.FirstOrDefault(IsReason) is { } reason ? $"{how}: {reason.Trim()}" : $"{how}.";
    }

    // An unhandled exception tells its reason first, and then the frames of its stack.
    private static bool IsReason(string line) => !string.IsNullOrWhiteSpace(line) && !line.StartsWith("   at ", StringComparison.Ordinal);

    [GeneratedRegex("^Framework: '(?<name>[^']+)', version '(?<version>[^']+)'")]
    private static partial Regex Framework();
}
