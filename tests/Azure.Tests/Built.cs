using System.Reflection;

namespace Integration.Azure.Tests;

/// <summary>What this project was built from, and what its build compiled.</summary>
internal static class Built
{
    /// <summary>The clone.</summary>
    public static string Repository { get; } = Metadata("RepositoryRoot");

    /// <summary>The folder of the compiled templates and of what deployments would make.</summary>
    public static string Output { get; } = Metadata("BicepOutput");

    /// <summary>The Bicep compiler.</summary>
    public static string Compiler { get; } = Metadata("BicepCompiler");

    /// <summary>A file or folder of the clone.</summary>
    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Repository, .. parts]);

    private static string Metadata(string key) => typeof(Built).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == key).Value!;
}
