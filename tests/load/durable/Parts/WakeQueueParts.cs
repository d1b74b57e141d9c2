using BenchmarkDotNet.Attributes;
using Integration.Local.DurableTask.Sqlite.Scheduling;

namespace Integration.Load.DurableTask.Parts;

/// <summary>A timer added to many others.</summary>
[MemoryDiagnoser]
public class WakeQueueParts : IDisposable
{
    private readonly WakeQueue<string> _queue = new(TimeProvider.System, _ => { });
    private DateTime _at = new(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [GlobalSetup]
    public void Fill()
    {
        for (var i = 0; i < 100_000; i++)
        {
            Add();
        }
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _queue.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public void Add() => _queue.Add("instance", _at = _at.AddSeconds(1));
}
