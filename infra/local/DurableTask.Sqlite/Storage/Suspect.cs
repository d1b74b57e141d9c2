namespace Integration.Local.DurableTask.Sqlite.Storage;

/// <summary>What may have taken the process down: an activity of an instance, or the instance's own code.</summary>
/// <param name="Seq">The instance.</param>
/// <param name="TaskId">The activity's task.</param>
internal readonly record struct Suspect(long Seq, int TaskId)
{
    private const int OwnCode = -1;

    /// <summary>The orchestrator's code.</summary>
    public static Suspect Code(long seq) => new(seq, OwnCode);
}
