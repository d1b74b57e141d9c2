using System.Diagnostics.CodeAnalysis;
using Microsoft.DurableTask;

namespace Integration.Local.DurableTask.Engine;

/// <summary>
/// Events that wait for the code, and code that waits for events. The latest wait is answered first, buffered events go out in
/// the order they came, and a wait that was cancelled takes nothing.
/// </summary>
internal sealed class ExternalEvents(DataConverter converter, TurnScheduler scheduler)
{
    private readonly Dictionary<string, Waits> _waits = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Name, string? Input)> _buffer = [];

    public Task<T> Wait<T>(string name, CancellationToken cancellation)
    {
        if (_waits.TryGetValue(name, out var waits) && waits.Type != typeof(T))
        {
            throw new ArgumentException(
                $"Waits for one event name must be of one type: '{name}' is awaited as {waits.Type}, not {typeof(T)}.", nameof(name));
        }

        if (cancellation.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellation);
        }

        var wait = new EventWait<T>(converter);
        if (TakeBuffered(name, out var input))
        {
            wait.Complete(input);
            return wait.Task;
        }

        if (waits is null)
        {
            _waits[name] = waits = new Waits(typeof(T));
        }

        waits.Stack.Add(wait);
        if (cancellation.CanBeCanceled)
        {
            wait.CancelWith(() => scheduler.Check() && Remove(name, wait), cancellation);
        }

        return wait.Task;
    }

    public void Raise(string name, string? input)
    {
        if (!_waits.TryGetValue(name, out var waits))
        {
            _buffer.Add((name, input));
            return;
        }

        var latest = waits.Stack[^1];
        Remove(name, latest);
        latest.Complete(input);
    }

    public IReadOnlyList<(string Name, string? Input)> TakeAllBuffered()
    {
        var all = _buffer.ToArray();
        _buffer.Clear();
        return all;
    }

    private bool TakeBuffered(string name, out string? input)
    {
        var index = _buffer.FindIndex(item => string.Equals(item.Name, name, StringComparison.OrdinalIgnoreCase));
        input = index < 0 ? null : _buffer[index].Input;
        if (index >= 0)
        {
            _buffer.RemoveAt(index);
        }

        return index >= 0;
    }

    private bool Remove(string name, IWait wait)
    {
        if (!_waits.TryGetValue(name, out var waits) || !waits.Stack.Remove(wait))
        {
            return false;
        }

        if (waits.Stack.Count == 0)
        {
            _waits.Remove(name);
        }

        return true;
    }

    private interface IWait
    {
        void Complete(string? input);
    }

    private sealed class Waits(Type type)
    {
        public Type Type { get; } = type;

        public List<IWait> Stack { get; } = [];
    }

    private sealed class EventWait<T>(DataConverter converter) : TaskCompletionSource<T>, IWait
    {
        private CancellationTokenRegistration _registration;

        public void CancelWith(Func<bool> remove, CancellationToken token) =>
            _registration = token.Register(() =>
            {
                if (remove())
                {
                    TrySetCanceled(token);
                }
            });

        [SuppressMessage(
            "Usage", "CA2263", Justification = "Nothing where a value is awaited is to fail; the generic overload gives a default.")]
        public void Complete(string? input)
        {
            _registration.Dispose();
            TrySetResult((T)converter.Deserialize(input, typeof(T))!);
        }
    }
}
