using DurableTask.Core;
using DurableTask.Core.History;
using Integration.Local.DurableTask.Sqlite.Commands;

namespace Integration.Local.DurableTask.Sqlite.Tests.Commands;

/// <summary>What of a failed instance's history stays, and what is asked for again.</summary>
public sealed class RewoundHistoryTests
{
    private static readonly HistoryEvent End = new ExecutionCompletedEvent(9, "broken", OrchestrationStatus.Failed);

    [Fact]
    public void A_failure_from_which_the_code_went_on_stays()
    {
        var (handled, call, last) = (Failed(1), new TaskScheduledEvent(2, "Again"), Failed(2));

        var rewound = Rewound([new TaskScheduledEvent(1, "First"), handled, call, last, End]);

        rewound.Events.ShouldContain(handled);
        rewound.Events.ShouldNotContain(last);
        rewound.Events.ShouldNotContain(End);
    }

    [Fact]
    public void A_failure_that_was_kept_until_the_end_goes()
    {
        var (kept, call) = (Failed(1), new TaskScheduledEvent(2, "Other"));

        Rewound([new TaskScheduledEvent(1, "First"), kept, call, new TaskCompletedEvent(-1, 2, "fine"), End]).Events.ShouldNotContain(kept);
    }

    [Fact]
    public void A_call_without_an_answer_is_made_again_unless_it_is_still_to_be_answered()
    {
        var (lost, called) = (new TaskScheduledEvent(1, "Lost"), new TaskScheduledEvent(2, "Called"));

        var events = RewoundHistory.Of([lost, called, End], task => task == 2, _ => null).Events.ToList();

        events.ShouldBe([called]);
    }

    [Fact]
    public void A_timer_that_has_not_fired_is_set_again() =>
        Rewound([new TimerCreatedEvent(1, DateTime.UnixEpoch), End]).Events.ShouldBeEmpty();

    [Theory]
    [InlineData(OrchestrationStatus.Running, true, 0, 0)]
    [InlineData(OrchestrationStatus.Completed, true, 0, 1)]
    [InlineData(OrchestrationStatus.Failed, true, 1, 0)]
    [InlineData(OrchestrationStatus.Terminated, false, 0, 0)]
    [InlineData(null, false, 0, 0)]
    public void A_child_goes_on_answers_again_is_rewound_or_starts_again(OrchestrationStatus? status, bool stays, int rewound, int answers)
    {
        var created = new SubOrchestrationInstanceCreatedEvent(1) { InstanceId = "child" };

        var history = RewoundHistory.Of([created, End], _ => false, _ => status is { } known ? (known, "output") : null);

        history.Events.Contains(created).ShouldBe(stays);
        (history.FailedChildren.Count, history.Answers.Count).ShouldBe((rewound, answers));
    }

    private static RewoundHistory Rewound(HistoryEvent[] history) => RewoundHistory.Of(history, _ => false, _ => null);

    private static TaskFailedEvent Failed(int task) => new(-1, task, "broken", details: null);
}
