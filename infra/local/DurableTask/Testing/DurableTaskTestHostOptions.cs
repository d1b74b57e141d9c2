using Microsoft.Extensions.DependencyInjection;

namespace Integration.Local.DurableTask.Testing;

/// <summary>How a test's engine is set up.</summary>
public sealed class DurableTaskTestHostOptions
{
    /// <summary>The time it goes by; the system's by default.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>The database; by default one of its own, deleted at the end.</summary>
    public string? DatabasePath { get; set; }

    /// <summary>Adds services that the tasks need.</summary>
    public Action<IServiceCollection>? ConfigureServices { get; set; }

    /// <summary>
    /// Changes the engine's options. Unless this says otherwise, each turn is a replay, so that code that is not deterministic shows.
    /// </summary>
    public Action<LocalDurableTaskOptions>? ConfigureEngine { get; set; }
}
