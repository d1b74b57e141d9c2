using Integration.Local.DurableTask.Sqlite.Crash;
using Microsoft.Extensions.Logging.Abstractions;

namespace Integration.Local.DurableTask.Sqlite.Tests.Hosting;

/// <summary>
/// A store whose process goes down at a moment of the test's choosing: what the disk had at that moment is what the next one finds.
/// The old one lives on beside, unheard, until the end of the test.
/// </summary>
internal sealed class CrashingHub(Action<Dispatching> register, int maxCrashes) : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crashing-").FullName;
    private readonly List<(SqliteOrchestrationService Service, Dispatching Dispatching)> _lives = [];

    public SqliteOrchestrationService Service => _lives[^1].Service;

    public HubClient Client => new(Service);

    /// <summary>Ends when what was under way at the last start has been taken up.</summary>
    public Task Recovered => Service.Hub.Recovered;

    public async Task StartAsync()
    {
        var service = new SqliteOrchestrationService(
            new SqliteOrchestrationOptions { DatabasePath = PathOf(_lives.Count), MaxCrashes = maxCrashes },
            TimeProvider.System,
            NullLogger<SqliteOrchestrationService>.Instance);
        var dispatching = new Dispatching(service);
        register(dispatching);
        _lives.Add((service, await dispatching.StartAsync()));
    }

    /// <summary>The process goes down, and another one starts.</summary>
    public async Task CrashAsync()
    {
        var (old, next) = (PathOf(_lives.Count - 1), PathOf(_lives.Count));
        File.Copy(old, next);
        File.Copy(old + "-wal", next + "-wal");
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (service, dispatching) in _lives)
        {
            await dispatching.DisposeAsync();
            await service.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private string PathOf(int life) => Path.Combine(_folder, $"{life}.db");
}
