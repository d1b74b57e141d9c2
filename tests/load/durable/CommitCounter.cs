using System.Diagnostics.Metrics;

namespace Integration.Load.DurableTask;

/// <summary>Counts the engine's transactions by its meter.</summary>
internal sealed class CommitCounter : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _commits;

    public CommitCounter()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "Integration.Local.DurableTask.Sqlite", Name: "durabletask.store.commits" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref _commits, count));
        _listener.Start();
    }

    public int Commits => (int)Interlocked.Read(ref _commits);

    public void Dispose() => _listener.Dispose();
}
