namespace Microsoft.DurableTask;

/// <summary>What an activity knows about the call.</summary>
public abstract class TaskActivityContext
{
    public abstract TaskName Name { get; }

    /// <summary>The id of the orchestration that called it.</summary>
    public abstract string InstanceId { get; }

    public virtual string Version => string.Empty;
}
