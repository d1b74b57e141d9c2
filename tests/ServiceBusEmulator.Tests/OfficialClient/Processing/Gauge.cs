namespace Integration.Local.ServiceBusEmulator.Tests.OfficialClient.Processing;

/// <summary>Counts how many are inside at once. The first that come wait inside until as many as expected are there.</summary>
internal sealed class Gauge(int target, CancellationToken ct)
{
    private readonly TaskCompletionSource _full = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private int _inside;

    public int Most { get; private set; }

    public async Task PassAsync()
    {
        lock (_gate)
        {
            Most = Math.Max(Most, ++_inside);
            if (_inside >= target)
            {
                _full.TrySetResult();
            }
        }

        await _full.Task.WaitAsync(ct);
        lock (_gate)
        {
            _inside--;
        }
    }
}
