using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Sqlite.Tests.Behaviour;

public sealed class PurgeTests : BehaviourTest
{
    [Fact]
    public async Task An_instance_that_is_purged_while_it_runs_does_not_come_back()
    {
        var begun = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<string, string>("Ask", (context, who) => context.CallActivityAsync<string>("Answer", who))
            .AddActivityFunc<string, string>("Answer", async (_, who) =>
            {
                begun.TrySetResult();
                await release.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
                return who;
            })
            .AddOrchestratorFunc("Other", context => context.CallActivityAsync<string>("Answer", "other")));
        var id = await ScheduleAsync("Ask", "first", "purged");
        await begun.Task.WaitAsync(Patience, Cancellation);

        var purged = (await Client.PurgeInstanceAsync(id, Cancellation)).PurgedInstanceCount;
        await Client.RaiseEventAsync(id, "any", "thing", Cancellation);
        release.SetResult();

        // Whatever was under way for it is done when a later instance has done the same.
        await RunAsync("Other");
        if (purged == 0)
        {
            (await EndOf(id)).ReadOutputAs<string>().ShouldBe("first");
        }
        else
        {
            (await Client.GetInstanceAsync(id, Cancellation)).ShouldBeNull();
            await Host.RestartAsync(cancellation: Cancellation);
            (await Client.GetInstanceAsync(id, Cancellation)).ShouldBeNull();
        }
    }

    [Fact]
    public async Task More_than_a_thousand_instances_are_purged_by_one_filter()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<int, int>("Echo", (_, number) => number));
        await Task.WhenAll(Enumerable.Range(0, 1100).Select(number => RunAsync("Echo", number)));

        var filter = new PurgeInstancesFilter(null, null, [OrchestrationRuntimeStatus.Completed]);

        (await Client.PurgeAllInstancesAsync(filter, Cancellation)).PurgedInstanceCount.ShouldBe(1100);
        (await Client.PurgeAllInstancesAsync(filter, Cancellation)).PurgedInstanceCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_purge_by_status_spares_the_others()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Done", _ => "done")
            .AddOrchestratorFunc("Fail", (TaskOrchestrationContext _) => throw new InvalidOperationException("No."))
            .AddOrchestratorFunc("Wait", context => context.WaitForExternalEvent<string>("go")));
        await RunAsync("Done", id: "done");
        await RunAsync("Fail", id: "failed");
        await StartOf(await ScheduleAsync("Wait", id: "runs"));

        (await Client.PurgeAllInstancesAsync(
            new PurgeInstancesFilter(null, null, [OrchestrationRuntimeStatus.Failed]), Cancellation)).PurgedInstanceCount.ShouldBe(1);

        (await Client.GetInstanceAsync("failed", Cancellation)).ShouldBeNull();
        (await Get("done")).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
        (await Get("runs")).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Running);
    }

    [Fact]
    public async Task A_filter_without_statuses_leaves_what_has_not_ended()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Done", _ => "done")
            .AddOrchestratorFunc("Wait", context => context.WaitForExternalEvent<string>("go")));
        await RunAsync("Done", id: "done");
        await StartOf(await ScheduleAsync("Wait", id: "runs"));

        await Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(null, null, null), Cancellation);

        (await Client.GetInstanceAsync("done", Cancellation)).ShouldBeNull();
        await Client.RaiseEventAsync("runs", "go", "went", Cancellation);
        (await EndOf("runs")).ReadOutputAs<string>().ShouldBe("went");
    }

    [Theory]
    [InlineData("it's")]
    [InlineData("a/b?c=d&e#f")]
    [InlineData("Ünïcödé 🙂")]
    [InlineData("100% _")]
    public async Task Any_text_is_an_id(string id)
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("WhoAmI", context => context.InstanceId));

        (await RunAsync("WhoAmI", id: id)).ReadOutputAs<string>().ShouldBe(id);
        (await Client.PurgeInstanceAsync(id, Cancellation)).PurgedInstanceCount.ShouldBe(1);
        (await Client.GetInstanceAsync(id, Cancellation)).ShouldBeNull();
    }
}
