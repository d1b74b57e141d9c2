using DurableTask.Core;
using Integration.Local.DurableTask.Sqlite;
using Integration.Local.DurableTask.Testing.Clients;
using Integration.Local.DurableTask.Testing.Dispatching;
using Integration.Local.DurableTask.Testing.Histories;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Integration.Local.DurableTask.Testing;

/// <summary>
/// Runs orchestrations in a test, by the official dispatchers and shims, on the real store and a database that is deleted at the end:
/// start it with the tasks, schedule by its client, assert.
/// </summary>
public sealed class DurableTaskTestHost : IAsyncDisposable
{
    private readonly Action<DurableTaskRegistry> _configure;
    private readonly DurableTaskTestHostOptions _options;
    private readonly string? _ownFolder;
    private IHost? _host;

    private DurableTaskTestHost(Action<DurableTaskRegistry> configure, DurableTaskTestHostOptions options)
    {
        (_configure, _options) = (configure, options);
        _ownFolder = options.DatabasePath is null ? Directory.CreateTempSubdirectory("durable-task-").FullName : null;
        DatabasePath = options.DatabasePath ?? Path.Combine(_ownFolder!, "test.db");
    }

    public string DatabasePath { get; }

    /// <summary>A client of the store.</summary>
    public DurableTaskClient Client => Services.GetRequiredService<DurableTaskClient>();

    public IServiceProvider Services => _host?.Services ?? throw new InvalidOperationException("The host is stopped.");

    /// <param name="configure">Names the orchestrators and activities; called again at each start.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <param name="cancellation">Ends the attempt to start.</param>
    public static async Task<DurableTaskTestHost> StartAsync(
        Action<DurableTaskRegistry> configure, DurableTaskTestHostOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var host = new DurableTaskTestHost(configure, options ?? new DurableTaskTestHostOptions());
        try
        {
            await host.StartHostAsync(configure, cancellation).ConfigureAwait(false);
            return host;
        }
        catch
        {
            await host.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The history of an instance, to be kept and held against later versions of its orchestrator.</summary>
    /// <exception cref="ArgumentException">There is no such instance.</exception>
    public async Task<RecordedHistory> RecordAsync(string instanceId, CancellationToken cancellation = default) =>
        RecordedHistory.Of(await Client.GetOrchestrationHistoryAsync(instanceId, cancellation).ConfigureAwait(false));

    /// <summary>
    /// Whether an instance can go on only by an event or by a timer that is not due yet: then a test that is in nobody's way may set its
    /// clock to that timer.
    /// </summary>
    public async Task<bool> WaitsForTimeAsync(string instanceId, CancellationToken cancellation = default) =>
        OpenRequests.AreOnlyTimersIn(
            await Client.GetOrchestrationHistoryAsync(instanceId, cancellation).ConfigureAwait(false), _options.Time.GetUtcNow().UtcDateTime);

    /// <summary>Stops the host and starts it again on the same database, as after the death of a process.</summary>
    /// <param name="configure">The tasks from now on; null for the same.</param>
    /// <param name="cancellation">Ends the attempt to start.</param>
    public async Task RestartAsync(Action<DurableTaskRegistry>? configure = null, CancellationToken cancellation = default)
    {
        await StopHostAsync().ConfigureAwait(false);
        await StartHostAsync(configure ?? _configure, cancellation).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await StopHostAsync().ConfigureAwait(false);
        if (_ownFolder is not null)
        {
            Directory.Delete(_ownFolder, recursive: true);
        }
    }

    private async Task StartHostAsync(Action<DurableTaskRegistry> configure, CancellationToken cancellation)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(_options.Time);
        builder.Services.AddSingleton(new SqliteOrchestrationOptions { DatabasePath = DatabasePath });
        builder.Services.AddSingleton<SqliteOrchestrationService>();
        builder.Services.AddSingleton<IOrchestrationService>(services => services.GetRequiredService<SqliteOrchestrationService>());
        builder.Services.AddDurableTaskWorker(worker =>
        {
            worker.AddTasks(configure).UseBuildTarget<DispatcherWorker>();
            if (_options.ConfigureWorker is { } change)
            {
                worker.Configure(change);
            }
        });
        builder.Services.AddDurableTaskClient(client => client.UseBuildTarget<InProcessClient>().RegisterDirectly());
        _options.ConfigureServices?.Invoke(builder.Services);
        builder.Services.RemoveAll<IHostLifetime>();
        builder.Services.AddSingleton<IHostLifetime, TestLifetime>();
        var host = builder.Build();
        try
        {
            await host.StartAsync(cancellation).ConfigureAwait(false);
            _host = host;
        }
        finally
        {
            if (_host is null)
            {
                host.Dispose();
            }
        }
    }

    private async Task StopHostAsync()
    {
        if (_host is not null)
        {
            await _host.StopAsync().ConfigureAwait(false);
            _host.Dispose();
            _host = null;
        }
    }

    /// <summary>A test's host neither listens to the console nor waits for it.</summary>
    private sealed class TestLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
