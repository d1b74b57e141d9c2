using System.Text.Json;
using Integration.Local.FunctionsHost.Starting;

namespace Integration.Local.FunctionsHost.Apps;

/// <summary>Finds the function app in a folder.</summary>
internal static class WorkerConfigFile
{
    public const string Name = "worker.config.json";

    private const string Isolated = "dotnet-isolated";

    private static readonly JsonDocumentOptions _lenient =
        new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <returns>Null, and what is wrong among the problems, where there is no app that this host can run.</returns>
    public static FunctionApp? Load(string folder, StartProblems problems)
    {
        if (!Directory.Exists(folder))
        {
            problems.Add($"'{folder}' does not exist. Give the build output of a .NET isolated function app with --App.");
            return null;
        }

        var file = Path.Combine(folder, Name);
        if (!File.Exists(file))
        {
            problems.Add($"'{folder}' has no {Name}, so there is no .NET isolated function app in it. {WhatToGive(folder)}");
            return null;
        }

        try
        {
            return Read(folder, file, problems);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            problems.Add($"{file}: it has no description of a worker. {error.Message} Build the app again.");
            return null;
        }
    }

    private static FunctionApp? Read(string folder, string file, StartProblems problems)
    {
        var description = JsonDocument.Parse(File.ReadAllText(file), _lenient).RootElement.GetProperty("description");
        if (Text(description, "language") is var language && language != Isolated)
        {
            problems.Add($"{file}: the language of the app is '{language}'. This host runs '{Isolated}' only.");
            return null;
        }

        var executable = Text(description, "defaultExecutablePath") ?? "dotnet";
        var worker = Text(description, "defaultWorkerPath") is { } path ? Path.Combine(folder, path) : null;
        if (worker is not null && !File.Exists(worker))
        {
            problems.Add($"{file}: the worker '{worker}' does not exist. Build the app again.");
            return null;
        }

        var own = Path.Combine(folder, executable);
        return new FunctionApp(folder, File.Exists(own) ? own : executable, worker);
    }

    private static string WhatToGive(string folder) =>
        Directory.EnumerateFiles(folder, "*.csproj").Any()
            ? "It is the folder of a project: build it, and give the build output, for example bin/Debug/net10.0."
            : "Give the build output, or the published folder, of one.";

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.GetString() is { Length: > 0 } text ? text : null;
}
