using Integration.Local.DurableTask.Sqlite.Crash;

namespace Integration.Local.DurableTask.Sqlite.Tests.Crash;

/// <summary>Kills one process after the other at random instants, then lets the last one finish everything.</summary>
internal sealed class Campaign(string folder, int seed)
{
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(120);

    // How unshare, the script and the process end.
    private const int NotAllowed = 1;
    private const int NoDisk = 77;
    private const int StoreFailed = 3;

    private readonly Random _random = new(seed);
    private readonly List<string> _raised = [];
    private int _lives;

    /// <summary>The events that this process raised itself and was told to have come.</summary>
    public IReadOnlyList<string> Raised => _raised;

    /// <summary>How many lives were ended at each kind of instant.</summary>
    public SortedDictionary<string, int> Kills { get; } = [];

    public async Task KillAsync(int times)
    {
        while (Kills.Values.Sum() < times)
        {
            await using var life = Life.Begin(folder, seed, ++_lives, drain: false, _raised);
            var instant = await InstantAsync(life).WaitAsync(LongestLife);
            if (!await life.KillAsync())
            {
                throw new InvalidOperationException($"Process {_lives} ended by itself: {await life.EndAsync()}");
            }

            Kills[instant] = Kills.GetValueOrDefault(instant) + 1;
        }
    }

    /// <summary>Lets a process work on a disk of this size until it is full; returns what it complained of.</summary>
    public async Task<string> FillAsync(string size)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux alone gives a process a disk of its own.");
        await using var life = Life.BeginOnSmallDisk(folder, seed, ++_lives, size, _raised);
        var complaints = await life.EndAsync().WaitAsync(LongestEnd);
        Assert.SkipWhen(life.ExitCode is NotAllowed or NoDisk, $"This machine gives no process a disk of its own: {complaints}");
        life.ExitCode.ShouldBe(StoreFailed, complaints);
        return complaints;
    }

    /// <summary>Lets the last process do all that was begun.</summary>
    public async Task FinishAsync()
    {
        await using var life = Life.Begin(folder, seed, ++_lives, drain: true, _raised);
        var complaints = await life.EndAsync().WaitAsync(LongestEnd);
        if (!life.HasFinished)
        {
            throw new InvalidOperationException($"The last process did not finish: {complaints}");
        }
    }

    /// <summary>Waits for the instant to kill at; returns what kind of instant it is.</summary>
    private async Task<string> InstantAsync(Life life)
    {
        switch (_random.Next(20))
        {
            case 0:
                await PassAsync(0, 100);
                return "while the process starts";
            case < 7:
                await life.Starting;
                await PassAsync(0, 60);
                return "while the engine starts";
            case < 13:
                await life.Ready;
                await PassAsync(0, 60);
                return "soon after the start";
            default:
                await life.Ready;
                await GrowthAsync(_random.Next(1, 100));
                return "after some effects";
        }
    }

    private async Task PassAsync(int fromMilliseconds, int toMilliseconds) =>
        await Task.Delay(TimeSpan.FromMilliseconds(fromMilliseconds + (_random.NextDouble() * (toMilliseconds - fromMilliseconds))));

    /// <summary>Waits for so many more bytes of effects, about 15 a line; not for ever, for all may be waiting for something.</summary>
    private async Task GrowthAsync(int lines)
    {
        var file = new FileInfo(Ledger.EffectsIn(folder));
        var end = (file.Exists ? file.Length : 0) + (lines * 15);
        for (var left = 300; left > 0; left--)
        {
            await Task.Delay(1);
            file.Refresh();
            if (file.Exists && file.Length >= end)
            {
                return;
            }
        }
    }
}
