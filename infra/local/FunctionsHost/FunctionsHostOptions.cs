using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsHost;

/// <summary>Which app to host, where it answers and keeps its state; validated at start.</summary>
public sealed record FunctionsHostOptions
{
    /// <summary>The build output, or the published folder, of a .NET isolated function app.</summary>
    public required string App { get; init; }

    /// <summary>The TCP port of HTTP functions, 0 to 65535; 0 is any free one. The default is 7071.</summary>
    public int HttpPort { get; init; } = 7071;

    /// <summary>The IP address that HTTP functions listen on. The default is 127.0.0.1.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>
    /// The folder of durable orchestrations, timer schedules and keys; created where there is none. The default is <c>.local</c>. One
    /// host at
    /// a time has it.
    /// </summary>
    public string DataDirectory { get; init; } = ".local";

    /// <summary>
    /// A file of settings in the form of <c>local.settings.json</c>; by default the one in the app's folder, if it is there.
    /// </summary>
    public string? SettingsFile { get; init; }

    /// <summary>
    /// Settings of the app, which win over the environment and the settings file. Parts of a name are joined with <c>:</c> or <c>__</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Where logs go; by default to the console. The levels are those of host.json.</summary>
    public Action<ILoggingBuilder>? Logging { get; init; }

    /// <summary>How long a worker may take until it can run functions. The default is one minute.</summary>
    public TimeSpan WorkerStartLimit { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long a worker may leave a question unanswered before it counts as hung and is replaced. The default is 30 seconds.
    /// </summary>
    public TimeSpan WorkerAnswerLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long what starts a function waits for a worker that is being started again. The default is 30 seconds.</summary>
    public TimeSpan WorkerWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a function that was cancelled at its timeout may still run before its invocation is given up. The default is 5 seconds.
    /// </summary>
    public TimeSpan CancellationGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Adds to the services that Durable Functions runs with, for example a storage provider to measure.</summary>
    internal Action<IServiceCollection>? ConfigureDurable { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
