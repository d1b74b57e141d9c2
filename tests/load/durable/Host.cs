using System.Globalization;
using DurableTask.Core;
using DurableTask.Core.History;
using Integration.Local.DurableTask.Sqlite;
using Integration.Local.DurableTask.Sqlite.Crash;
using Microsoft.DurableTask.Testing.Sidecar;
using Microsoft.Extensions.Logging.Abstractions;

namespace Integration.Load.DurableTask;

/// <summary>The official dispatchers on a service in this process, with a client of it.</summary>
/// <typeparam name="T">The service.</typeparam>
internal sealed class Host<T>(T service, Action? grown = null) : IAsyncDisposable
    where T : IOrchestrationService, IOrchestrationServiceClient
{
    private readonly Dispatching _dispatching = Orchestrations.Register(new Dispatching(service), grown);

    public T Service => service;

    public async Task<Host<T>> StartAsync()
    {
        await _dispatching.StartAsync();
        return this;
    }

    public Task StartAsync(string id, string name, int input, IDictionary<string, string>? tags = null)
    {
        var instance = new OrchestrationInstance { InstanceId = id, ExecutionId = Guid.NewGuid().ToString("N") };
        return service.CreateTaskOrchestrationAsync(new TaskMessage
        {
            OrchestrationInstance = instance,
            Event = new ExecutionStartedEvent(-1, input.ToString(CultureInfo.InvariantCulture))
            {
                Name = name, Version = string.Empty, OrchestrationInstance = instance, Tags = tags,
            },
        });
    }

    public Task RaiseAsync(string id, string name, int input) => service.SendTaskOrchestrationMessageAsync(new TaskMessage
    {
        OrchestrationInstance = new OrchestrationInstance { InstanceId = id },
        Event = new EventRaisedEvent(-1, input.ToString(CultureInfo.InvariantCulture)) { Name = name },
    });

    public async Task EndAsync(string id)
    {
        var end = await service.WaitForOrchestrationAsync(id, null, Timeout.InfiniteTimeSpan, CancellationToken.None);
        if (end?.OrchestrationStatus != OrchestrationStatus.Completed)
        {
            throw new InvalidOperationException($"'{id}' is {end?.OrchestrationStatus}: {end?.FailureDetails}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _dispatching.DisposeAsync();
        if (service is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }
}

/// <summary>Makes hosts.</summary>
internal static class Host
{
    /// <summary>On the store under test.</summary>
    public static Task<Host<SqliteOrchestrationService>> SqliteAsync(string path, int atOnce, Action? grown = null) => new Host<SqliteOrchestrationService>(
        new SqliteOrchestrationService(
            new SqliteOrchestrationOptions { DatabasePath = path, MaxConcurrentActivities = atOnce, MaxConcurrentOrchestrations = atOnce },
            TimeProvider.System,
            NullLogger<SqliteOrchestrationService>.Instance),
        grown).StartAsync();

    /// <summary>On the official in-memory service, which stores nothing.</summary>
    public static Task<Host<InMemoryOrchestrationService>> InMemoryAsync() =>
        new Host<InMemoryOrchestrationService>(new InMemoryOrchestrationService(NullLoggerFactory.Instance)).StartAsync();
}
