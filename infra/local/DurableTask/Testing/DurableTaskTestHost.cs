using Integration.Local.DurableTask.Hosting;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Integration.Local.DurableTask.Testing;

/// <summary>
/// Runs orchestrations in a test, on the real engine and a database that is deleted at the end:
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

    /// <summary>The client of the running engine.</summary>
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

    /// <summary>The history of an instance, to be kept and replayed against later versions of its orchestrator.</summary>
    /// <exception cref="ArgumentException">There is no such instance.</exception>
    public RecordedHistory Record(string instanceId)
    {
        var engine = Services.GetRequiredService<EngineHolder>().Engine;
        var row = engine.Read(reader => reader.Instance(instanceId))
            ?? throw new ArgumentException($"No instance with the id '{instanceId}' exists.", nameof(instanceId));
        return RecordedHistory.Of(row, engine.Read(reader => reader.History(row.Seq)));
    }

    /// <summary>Stops the engine and starts it again on the same database, so that everything is brought back by replay.</summary>
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
        builder.Services.AddLocalDurableTask(configure, engine =>
        {
            engine.DatabasePath = DatabasePath;
            engine.ReplaysEachTurn = true;
            _options.ConfigureEngine?.Invoke(engine);
        });
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
