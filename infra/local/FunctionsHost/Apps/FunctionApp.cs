namespace Integration.Local.FunctionsHost.Apps;

/// <summary>A function app as it was built: what its <c>worker.config.json</c> says.</summary>
/// <param name="Folder">The build output, or the published folder.</param>
/// <param name="Executable">The program that runs the worker: <c>dotnet</c>, or the app's own executable.</param>
/// <param name="Worker">The worker's assembly, by which its executable is started; null where the executable is the worker itself.</param>
internal sealed record FunctionApp(string Folder, string Executable, string? Worker)
{
    /// <summary>The app's name, for people.</summary>
    public string Name => Path.GetFileNameWithoutExtension(Worker ?? Executable);
}
