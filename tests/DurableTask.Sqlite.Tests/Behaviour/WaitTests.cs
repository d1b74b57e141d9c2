using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Sqlite.Tests.Behaviour;

public sealed class WaitTests : BehaviourTest
{
    [Fact]
    public async Task Whoever_waits_for_the_start_is_told_when_the_code_runs()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Wait", context => context.WaitForExternalEvent<string>("go")));
        var id = await ScheduleAsync("Wait", "in");

        var started = await Client.WaitForInstanceStartAsync(id, getInputsAndOutputs: true, Cancellation);

        started.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Running);
        started.IsRunning.ShouldBeTrue();
        started.IsCompleted.ShouldBeFalse();
        started.ReadInputAs<string>().ShouldBe("in");
        started.SerializedOutput.ShouldBeNull();
    }

    [Fact]
    public async Task Inputs_and_outputs_are_left_out_unless_asked_for()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<string, string>("Echo", (context, text) =>
        {
            context.SetCustomStatus("status");
            return text;
        }));
        var id = await ScheduleAsync("Echo", "text");

        var end = await Client.WaitForInstanceCompletionAsync(id, Cancellation);

        var started = await Client.WaitForInstanceStartAsync(id, Cancellation);
        var got = (await Client.GetInstanceAsync(id, Cancellation)).ShouldNotBeNull();
        foreach (var bare in new[] { end, started, got })
        {
            bare.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
            bare.SerializedInput.ShouldBeNull();
            bare.SerializedOutput.ShouldBeNull();
            bare.SerializedCustomStatus.ShouldBeNull();
            Should.Throw<InvalidOperationException>(() => bare.ReadInputAs<string>());
            Should.Throw<InvalidOperationException>(() => bare.ReadOutputAs<string>());
            Should.Throw<InvalidOperationException>(() => bare.ReadCustomStatusAs<string>());
        }
    }

    [Fact]
    public async Task Failure_details_are_left_out_with_inputs_and_outputs()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Fail", (TaskOrchestrationContext _) => throw new InvalidOperationException("No.")));
        var id = (await RunAsync("Fail")).InstanceId;

        (await Client.GetInstanceAsync(id, Cancellation)).ShouldNotBeNull().FailureDetails.ShouldBeNull();
        (await Get(id)).FailureDetails.ShouldNotBeNull();
    }

    [Fact]
    public async Task Whoever_waits_for_the_end_of_what_has_ended_is_told_at_once()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Done", _ => "done"));
        var done = await RunAsync("Done");

        (await EndOf(done.InstanceId)).ReadOutputAs<string>().ShouldBe("done");
    }

    [Fact]
    public async Task Many_may_wait_for_one_end()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Wait", context => context.WaitForExternalEvent<string>("go")));
        var id = await ScheduleAsync("Wait");
        var waits = Enumerable.Range(0, 5).Select(_ => EndOf(id)).ToList();
        await StartOf(id);

        await Client.RaiseEventAsync(id, "go", "went", Cancellation);

        (await Task.WhenAll(waits)).ShouldAllBe(end => end.ReadOutputAs<string>() == "went");
    }

    [Fact]
    public async Task A_wait_ends_with_its_token()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Wait", context => context.WaitForExternalEvent<string>("never")));
        var id = await ScheduleAsync("Wait");
        using var source = new CancellationTokenSource();
        var wait = Client.WaitForInstanceCompletionAsync(id, source.Token);

        await source.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => wait);
    }

    [Fact]
    public async Task The_times_of_an_instance_are_those_of_its_creation_and_its_last_change()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Sleep", context => context.CreateTimer(Moment, CancellationToken.None)));
        var before = TimeProvider.System.GetUtcNow();

        var end = await RunAsync("Sleep");

        end.CreatedAt.ShouldBeInRange(before.AddMilliseconds(-5), TimeProvider.System.GetUtcNow());
        end.LastUpdatedAt.ShouldBeInRange(end.CreatedAt.AddMilliseconds(50), TimeProvider.System.GetUtcNow());
        end.CreatedAt.Offset.ShouldBe(TimeSpan.Zero);
    }
}
