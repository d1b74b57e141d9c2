using Integration.Local.DurableTask.Hosting;
using Integration.Local.DurableTask.Testing;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Local.DurableTask.Tests;

/// <summary>
/// An engine whose process goes down at a moment of the test's choosing: what the disk had at that moment is what the next one finds.
/// The old one lives on beside, unheard, until the end of the test.
/// </summary>
internal sealed class CrashingEngine(Action<DurableTaskRegistry> configure, Action<LocalDurableTaskOptions>? set = null) : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crashing-").FullName;
    private readonly List<DurableTaskTestHost> _lives = [];

    public DurableTaskClient Client => _lives[^1].Client;

    /// <summary>Ends when what was under way at the last start has been taken up.</summary>
    public Task Recovered => _lives[^1].Services.GetRequiredService<EngineHolder>().Engine.Recovered;

    public async Task StartAsync()
    {
        var path = Path.Combine(_folder, $"{_lives.Count}.db");
        _lives.Add(await DurableTaskTestHost.StartAsync(configure, new DurableTaskTestHostOptions
        {
            DatabasePath = path,
            ConfigureEngine = engine =>
            {
                engine.ReplaysEachTurn = false;
                set?.Invoke(engine);
            },
        }));
    }

    /// <summary>The process goes down, and another one starts.</summary>
    public async Task CrashAsync()
    {
        var (old, next) = (_lives[^1].DatabasePath, Path.Combine(_folder, $"{_lives.Count}.db"));
        File.Copy(old, next);
        File.Copy(old + "-wal", next + "-wal");
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var life in _lives)
        {
            await life.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
