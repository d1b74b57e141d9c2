namespace DurableTask.Core;

/// <summary>The states of an instance, as histories name them.</summary>
public enum OrchestrationStatus
{
    Running = 0,
    Completed = 1,
    ContinuedAsNew = 2,
    Failed = 3,
    Canceled = 4,
    Terminated = 5,
    Pending = 6,
    Suspended = 7,
}
