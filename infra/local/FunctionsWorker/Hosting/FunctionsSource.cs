using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Integration.Local.FunctionsWorker.Hosting;

/// <summary>Where the functions are: the types to look through, and the folder of their assembly.</summary>
internal sealed record FunctionsSource(IReadOnlyList<Type> Types, string Folder)
{
    /// <param name="configuration">Names the assembly: <c>Local:FunctionsAssembly</c>, or else the entry assembly.</param>
    /// <param name="types">The types to look through, where it is not the whole assembly.</param>
    /// <param name="problems">Is told of an assembly that is not there.</param>
    public static FunctionsSource Find(IConfiguration configuration, IReadOnlyList<Type>? types, StartProblems problems)
    {
        if (types is { Count: > 0 })
        {
            return new FunctionsSource(types, FolderOf(types[0].Assembly));
        }

        var name = configuration[$"{LocalHostOptions.Section}:{nameof(LocalHostOptions.FunctionsAssembly)}"];
        var assembly = string.IsNullOrEmpty(name) ? Assembly.GetEntryAssembly() : Load(name, problems);
        return assembly is null
            ? new FunctionsSource([], AppContext.BaseDirectory)
            : new FunctionsSource(assembly.GetExportedTypes(), FolderOf(assembly));
    }

    private static Assembly? Load(string name, StartProblems problems)
    {
        try
        {
            return Assembly.Load(new AssemblyName(name));
        }
        catch (Exception error) when (error is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            problems.Add(
                $"Setting 'Local:FunctionsAssembly': there is no assembly '{name}'. Give the simple name of one that is referenced.");
            return null;
        }
    }

    private static string FolderOf(Assembly assembly) => Path.GetDirectoryName(assembly.Location) ?? AppContext.BaseDirectory;
}
