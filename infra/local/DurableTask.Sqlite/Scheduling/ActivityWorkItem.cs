using DurableTask.Core;

namespace Integration.Local.DurableTask.Sqlite.Scheduling;

/// <summary>A call of an activity that is being processed.</summary>
internal sealed class ActivityWorkItem(TaskHub hub, PendingActivity call) : TaskActivityWorkItem
{
    public TaskHub Hub => hub;

    public PendingActivity Call => call;
}
