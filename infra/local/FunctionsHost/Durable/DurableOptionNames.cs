using System.Collections;
using Integration.Local.FunctionsHost.Starting;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;

namespace Integration.Local.FunctionsHost.Durable;

/// <summary>The options that the extension knows, to tell of those that it does not.</summary>
internal static class DurableOptionNames
{
    private const string StorageProvider = "storageProvider";

    /// <param name="paths">The options that host.json gives, by their paths below <c>extensions.durableTask</c>.</param>
    /// <param name="problems">Is told of each that has no effect.</param>
    public static void Check(IEnumerable<string> paths, StartProblems problems)
    {
        foreach (var path in paths.Where(path => !IsKnown(typeof(DurableTaskOptions), path.Split(':'))))
        {
            problems.Warn($"host.json: extensions.durableTask.{path.Replace(':', '.')} is unknown to Durable Functions and has no effect.");
        }
    }

    // What belongs to a storage provider, that provider knows.
    private static bool IsKnown(Type options, string[] path)
    {
        if (string.Equals(path[0], StorageProvider, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var property = options.GetProperties()
            .FirstOrDefault(property => string.Equals(property.Name, path[0], StringComparison.OrdinalIgnoreCase));
        return property is not null
            && (path.Length == 1 || property.PropertyType.IsAssignableTo(typeof(IEnumerable)) || IsKnown(property.PropertyType, path[1..]));
    }
}
