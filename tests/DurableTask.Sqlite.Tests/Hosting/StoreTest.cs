using DurableTask.Core;
using DurableTask.Core.History;
using Integration.Local.DurableTask.Sqlite.Crash;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Local.DurableTask.Sqlite.Tests.Hosting;

/// <summary>A store in a folder of its own, with a clock that the test sets.</summary>
public abstract class StoreTest : IAsyncLifetime
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("durabletask-sqlite");

    protected StoreTest() => Service = Open();

    // The dispatchers stamp what happens with the machine's time.
    internal FakeTimeProvider Time { get; } = new(TimeProvider.System.GetUtcNow());

    internal SqliteOrchestrationService Service { get; private set; }

    internal HubClient Client => new(Service);

    internal string DatabasePath => Path.Combine(_folder.FullName, "hub.db");

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    internal virtual SqliteOrchestrationOptions Options() => new() { DatabasePath = DatabasePath };

    internal Dispatching Dispatching() => new(Service);

    /// <summary>Closes the store and opens it again, as after a restart.</summary>
    internal async Task ReopenAsync()
    {
        await Service.DisposeAsync();
        Service = Open();
    }

    internal Task StartAsync(
        string instanceId, string name, object? input = null, OrchestrationStatus[]? dedupe = null, DateTimeOffset? at = null) =>
        Client.StartAsync(instanceId, name, input, dedupe, at);

    internal Task RaiseAsync(string instanceId, string name, object? input = null) => Client.RaiseAsync(instanceId, name, input);

    internal Task SendAsync(string instanceId, HistoryEvent item) => Client.SendAsync(instanceId, item);

    /// <summary>Waits for the end of an instance.</summary>
    internal Task<OrchestrationState> EndAsync(string instanceId) =>
        Client.EndAsync(instanceId, Cancellation).WaitAsync(Patience, Cancellation);

    /// <summary>Waits until the state of an instance is as wanted.</summary>
    internal Task<OrchestrationState> UntilAsync(string instanceId, Func<OrchestrationState, bool> wanted) =>
        Client.UntilAsync(instanceId, wanted, Cancellation).WaitAsync(Patience, Cancellation);

    internal async Task<OrchestrationState> StateAsync(string instanceId) => (await Client.FindAsync(instanceId)).ShouldNotBeNull();

    private SqliteOrchestrationService Open() => new(Options(), Time, NullLogger<SqliteOrchestrationService>.Instance);
}
