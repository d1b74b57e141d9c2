using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Sqlite.Tests.Behaviour;

/// <summary>What becomes of an id that is taken.</summary>
public sealed class IdReuseTests : BehaviourTest
{
    [Fact]
    public async Task A_start_of_an_id_that_runs_is_refused()
    {
        await StartWaitingAsync();
        await StartOf(await ScheduleAsync("Wait", "first", "once"));

        await Should.ThrowAsync<OrchestrationAlreadyExistsException>(() => ScheduleAsync("Wait", "second", "once"));

        await Client.RaiseEventAsync("once", "go", "went", Cancellation);
        (await EndOf("once")).ReadOutputAs<string>().ShouldBe("first went");
    }

    [Fact]
    public async Task A_start_of_an_id_that_is_pending_is_refused()
    {
        await StartWaitingAsync();
        var later = new StartOrchestrationOptions("once", TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(1));
        await Client.ScheduleNewOrchestrationInstanceAsync("Wait", "first", later, Cancellation);

        await Should.ThrowAsync<OrchestrationAlreadyExistsException>(() => ScheduleAsync("Wait", "second", "once"));
    }

    [Fact]
    public async Task Of_many_starts_of_one_id_at_once_one_runs_and_the_others_are_refused()
    {
        await StartWaitingAsync();

        var starts = await Task.WhenAll(Enumerable.Range(0, 20).Select(async number =>
        {
            try
            {
                await ScheduleAsync("Wait", $"{number}", "once");
                return number;
            }
            catch (OrchestrationAlreadyExistsException)
            {
                return -1;
            }
        }));

        var taken = starts.Where(number => number >= 0).ShouldHaveSingleItem();
        await Client.RaiseEventAsync("once", "go", "went", Cancellation);
        (await EndOf("once")).ReadOutputAs<string>().ShouldBe($"{taken} went");
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Completed)]
    [InlineData(OrchestrationRuntimeStatus.Failed)]
    [InlineData(OrchestrationRuntimeStatus.Terminated)]
    public async Task The_id_of_what_has_ended_is_kept_or_given_away_by_its_status(OrchestrationRuntimeStatus status)
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<OrchestrationRuntimeStatus, string>("End", async (context, wanted) =>
            wanted switch
            {
                OrchestrationRuntimeStatus.Completed => "done",
                OrchestrationRuntimeStatus.Failed => throw new InvalidOperationException("Failed, as asked."),
                _ => await context.WaitForExternalEvent<string>("never"),
            }));
        await ScheduleAsync("End", status, "once");
        if (status == OrchestrationRuntimeStatus.Terminated)
        {
            await StartOf("once");
            await Client.TerminateInstanceAsync("once", Cancellation);
        }

        (await EndOf("once")).RuntimeStatus.ShouldBe(status);
        var keep = new StartOrchestrationOptions("once").WithDedupeStatuses(status);

        await Should.ThrowAsync<OrchestrationAlreadyExistsException>(() => Client.ScheduleNewOrchestrationInstanceAsync(
            "End", OrchestrationRuntimeStatus.Completed, keep, Cancellation));
        await ScheduleAsync("End", OrchestrationRuntimeStatus.Completed, "once");

        (await EndOf("once")).ReadOutputAs<string>().ShouldBe("done");
    }

    [Fact]
    public async Task An_id_taken_again_has_nothing_of_its_first_instance()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<string, string>("Both", async (context, text) =>
            {
                context.SetCustomStatus(text == "first" ? "set by the first" : null);
                return text == "first" ? text : await context.WaitForExternalEvent<string>("go");
            }));
        var first = new StartOrchestrationOptions("again") { Tags = new Dictionary<string, string> { ["of"] = "the first" } };
        await EndOf(await Client.ScheduleNewOrchestrationInstanceAsync("Both", "first", first, Cancellation));
        await Client.RaiseEventAsync("again", "go", "for the first", Cancellation);

        await ScheduleAsync("Both", "second", "again");
        await StartOf("again");

        var state = await Get("again");
        state.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Running);
        state.SerializedCustomStatus.ShouldBeNull();
        state.SerializedOutput.ShouldBeNull();
        state.Tags.ShouldBeEmpty();
        await Client.RaiseEventAsync("again", "go", "for the second", Cancellation);
        (await EndOf("again")).ReadOutputAs<string>().ShouldBe("for the second");
    }

    [Fact]
    public async Task An_answer_that_was_meant_for_the_first_instance_does_not_reach_the_second()
    {
        var release = new TaskCompletionSource();
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<string, string>("Ask", (context, who) => context.CallActivityAsync<string>("Answer", who))
            .AddActivityFunc<string, string>("Answer", async (_, who) =>
            {
                await release.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
                return who;
            }));
        await StartOf(await ScheduleAsync("Ask", "first", "again"));
        await Client.TerminateInstanceAsync("again", Cancellation);
        await EndOf("again");

        await ScheduleAsync("Ask", "second", "again");
        await StartOf("again");
        release.SetResult();

        (await EndOf("again")).ReadOutputAs<string>().ShouldBe("second");
    }

    private Task StartWaitingAsync() => StartAsync(tasks => tasks.AddOrchestratorFunc<string, string>(
        "Wait", async (context, text) => $"{text} {await context.WaitForExternalEvent<string>("go")}"));
}
