using Integration.Local.DurableTask.History;
using Microsoft.DurableTask;

namespace Integration.Local.DurableTask.Engine;

/// <summary>Something the code asked for that is not answered yet. Its answer continues the code at once, on the same thread.</summary>
/// <param name="id">Its number.</param>
/// <param name="request">What was asked for.</param>
/// <param name="isNew">Whether the code asks now; false when it asked in the past.</param>
internal abstract class OpenTask(int id, OutgoingEvent request, bool isNew)
{
    public int TaskId { get; } = id;

    public OutgoingEvent Request { get; } = request;

    /// <summary>Whether this process has seen to it; what only the history knows of has yet to be taken up.</summary>
    public bool IsTakenUp { get; set; } = isNew;

    /// <summary>Whether the answer has come, though the code has not been told yet.</summary>
    public bool Reserved { get; set; }

    public abstract void Answer(string? result);

    public abstract void Fail(Exception reason);

    public abstract void Cancel(CancellationToken token);
}

/// <inheritdoc cref="OpenTask"/>
internal sealed class OpenTask<T>(int id, OutgoingEvent request, bool isNew, DataConverter converter) : OpenTask(id, request, isNew)
{
    private readonly TaskCompletionSource<T> _answer = new();

    public Task<T> Task => _answer.Task;

    /// <summary>An answer that can't be read as what the code awaits is an error of the call.</summary>
    public override void Answer(string? result)
    {
        T value;
        try
        {
            value = result is null ? default! : converter.Deserialize<T>(result)!;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            _answer.TrySetException(e);
            return;
        }

        _answer.TrySetResult(value);
    }

    public override void Fail(Exception reason) => _answer.TrySetException(reason);

    public override void Cancel(CancellationToken token) => _answer.TrySetCanceled(token);
}
