using System.Collections.Concurrent;

namespace Integration.Local.FunctionsHost.Worker;

/// <summary>The workers that were started and may connect.</summary>
internal sealed class ExpectedWorkers
{
    private readonly ConcurrentDictionary<string, WorkerChannel> _channels = new();

    public void Add(WorkerChannel channel) => _channels[channel.WorkerId] = channel;

    public void Remove(WorkerChannel channel) => _channels.TryRemove(channel.WorkerId, out _);

    /// <summary>The channel of a worker that says who it is; null for a stranger.</summary>
    public WorkerChannel? Find(string workerId) => _channels.GetValueOrDefault(workerId);

    /// <summary>Gives up those that have not connected: one of them has sent what is no message, and can't say which.</summary>
    public void BreakUnconnected(string reason)
    {
        foreach (var channel in _channels.Values.Where(channel => !channel.Connected.IsCompleted))
        {
            channel.Break(reason);
        }
    }
}
