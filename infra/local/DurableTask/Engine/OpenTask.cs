using Integration.Local.DurableTask.History;

namespace Integration.Local.DurableTask.Engine;

/// <summary>Something the code asked for that is not answered yet. Its answer continues the code at once, on the same thread.</summary>
internal sealed class OpenTask(int id, OutgoingEvent request) : TaskCompletionSource<string?>
{
    public int TaskId { get; } = id;

    public OutgoingEvent Request { get; } = request;

    /// <summary>Whether the answer has come, though the code has not been told yet.</summary>
    public bool Reserved { get; set; }
}
