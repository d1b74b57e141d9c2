using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Local.DurableTask.Testing;

/// <summary>How a test's host is set up.</summary>
public sealed class DurableTaskTestHostOptions
{
    /// <summary>The time that timers and orchestrators go by; the system's by default.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>The database; by default one of its own, deleted at the end.</summary>
    public string? DatabasePath { get; set; }

    /// <summary>Adds services that the tasks need.</summary>
    public Action<IServiceCollection>? ConfigureServices { get; set; }

    /// <summary>Changes the official worker's options; its defaults by default.</summary>
    public Action<DurableTaskWorkerOptions>? ConfigureWorker { get; set; }
}
