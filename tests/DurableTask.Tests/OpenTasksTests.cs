using Integration.Local.DurableTask.Engine;
using Integration.Local.DurableTask.History;
using Microsoft.DurableTask.Converters;

namespace Integration.Local.DurableTask.Tests;

public sealed class OpenTasksTests
{
    [Fact]
    public void An_activity_that_only_the_history_knows_of_is_taken_up_once()
    {
        var open = Open((0, true), (1, false));

        open.TakeUpActivities().Select(activity => activity.TaskId).ShouldBe([1]);
        open.TakeUpActivities().ShouldBeEmpty();
    }

    [Fact]
    public void What_was_seen_to_before_a_replay_is_not_taken_up_after_it()
    {
        var (before, after) = (Open((0, true), (1, false), (2, true)), Open((0, false), (1, false)));

        after.TakeOver(before);

        after.TakeUpActivities().Select(activity => activity.TaskId).ShouldBe([1]);
    }

    [Fact]
    public void The_earliest_timer_is_the_next_and_those_that_are_due_come_in_their_order()
    {
        var open = new OpenTasks();
        Add(open, new TimerCreated(0, At(3)));
        Add(open, new TimerCreated(1, At(1)));
        Add(open, new TimerCreated(2, At(2)));

        open.NextTimer.ShouldBe(At(1));
        open.DueTimers(At(2)).Select(timer => timer.TaskId).ShouldBe([1, 2]);
    }

    [Fact]
    public void A_task_is_awaited_until_it_is_answered_or_its_answer_is_held_back()
    {
        var open = Open((0, true), (1, true));

        open.Reserve(0);
        open.TryClose(1, out _).ShouldBeTrue();

        open.Awaits(0).ShouldBeFalse();
        open.Awaits(1).ShouldBeFalse();
        open.HasActivities.ShouldBeFalse();
        open.Any.ShouldBeTrue();
    }

    private static DateTime At(int day) => new(2026, 3, day, 0, 0, 0, DateTimeKind.Utc);

    private static OpenTasks Open(params (int Id, bool IsNew)[] activities)
    {
        var open = new OpenTasks();
        foreach (var (id, isNew) in activities)
        {
            open.Add(new OpenTask<int>(id, new TaskScheduled(id, "Step", string.Empty, null, null), isNew, JsonDataConverter.Default));
        }

        return open;
    }

    private static void Add(OpenTasks open, TimerCreated timer) =>
        open.Add(new OpenTask<object?>(timer.TaskId, timer, isNew: true, JsonDataConverter.Default));
}
