using Integration.Local.DurableTask.History;

namespace Integration.Local.DurableTask.Engine;

/// <summary>Something the code asked for that is not answered yet. Its answer continues the code at once, on the same thread.</summary>
internal sealed class OpenTask(int id, OutgoingEvent request, bool isNew) : TaskCompletionSource<string?>
{
    public int TaskId { get; } = id;

    public OutgoingEvent Request { get; } = request;

    /// <summary>Whether this process has seen to it; what only the history knows of has yet to be taken up.</summary>
    public bool IsTakenUp { get; set; } = isNew;

    /// <summary>Whether the answer has come, though the code has not been told yet.</summary>
    public bool Reserved { get; set; }
}
