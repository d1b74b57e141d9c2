using System.Diagnostics.CodeAnalysis;
using Integration.Local.DurableTask.History;

namespace Integration.Local.DurableTask.Engine;

/// <summary>The open tasks of an instance, with what is asked of them on every turn kept ready, however many they are.</summary>
internal sealed class OpenTasks
{
    private readonly Dictionary<int, OpenTask> _tasks = [];
    private SortedSet<(DateTime FireAt, int TaskId)>? _timers;
    private int _activities;

    public bool Any => _tasks.Count > 0;

    public bool HasActivities => _activities > 0;

    public DateTime? NextTimer => _timers is { Count: > 0 } ? _timers.Min.FireAt : null;

    /// <summary>What was asked for and is not answered, in the order it was asked.</summary>
    public IEnumerable<OutgoingEvent> Requests =>
        _tasks.Values.Where(task => !task.Reserved).OrderBy(task => task.TaskId).Select(task => task.Request);

    public bool Awaits(int taskId) => _tasks.TryGetValue(taskId, out var task) && !task.Reserved;

    /// <summary>The activities that only the history knows of, once.</summary>
    public IReadOnlyList<TaskScheduled> TakeUpActivities()
    {
        var left = _tasks.Values
            .Where(task => task is { Reserved: false, IsTakenUp: false, Request: TaskScheduled })
            .OrderBy(task => task.TaskId)
            .ToList();
        left.ForEach(task => task.IsTakenUp = true);
        return left.ConvertAll(task => (TaskScheduled)task.Request);
    }

    /// <summary>Takes what another execution of the same code has seen to already for seen to.</summary>
    public void TakeOver(OpenTasks before)
    {
        foreach (var task in before._tasks.Values.Where(task => task.IsTakenUp))
        {
            if (_tasks.TryGetValue(task.TaskId, out var same))
            {
                same.IsTakenUp = true;
            }
        }
    }

    public void Add(OpenTask task)
    {
        _tasks.Add(task.TaskId, task);
        if (task.Request is TimerCreated timer)
        {
            (_timers ??= []).Add((timer.FireAt, task.TaskId));
        }
        else if (task.Request is TaskScheduled)
        {
            _activities++;
        }
    }

    public bool TryClose(int taskId, [NotNullWhen(true)] out OpenTask? task)
    {
        if (!_tasks.Remove(taskId, out task))
        {
            return false;
        }

        Uncount(task);
        return true;
    }

    /// <summary>The answer has come, and is held back.</summary>
    public void Reserve(int taskId)
    {
        if (_tasks.TryGetValue(taskId, out var task))
        {
            Uncount(task);
            task.Reserved = true;
        }
    }

    public IReadOnlyList<TimerFired> DueTimers(DateTime now) =>
        _timers is null ? [] : [.. _timers.TakeWhile(timer => timer.FireAt <= now).Select(timer => new TimerFired(timer.TaskId))];

    private void Uncount(OpenTask task)
    {
        if (task.Reserved)
        {
            return;
        }

        if (task.Request is TimerCreated timer)
        {
            _timers!.Remove((timer.FireAt, task.TaskId));
        }
        else if (task.Request is TaskScheduled)
        {
            _activities--;
        }
    }
}
