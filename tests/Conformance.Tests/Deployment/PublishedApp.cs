using System.Reflection;

namespace Integration.Conformance.Tests.Deployment;

/// <summary>The app, published from its build output into a folder that is deleted at the end.</summary>
public sealed class PublishedApp : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("integration-publish-").FullName;

    /// <summary>The path of a published file.</summary>
    public string Path(string file) => System.IO.Path.Combine(_folder, file);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var configuration = typeof(PublishedApp).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "Configuration").Value!;
        await Dotnet.RunAsync("publish", "functions", "--no-build", "--configuration", configuration, "--output", _folder);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
