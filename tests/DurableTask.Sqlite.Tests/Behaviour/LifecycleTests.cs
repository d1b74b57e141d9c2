using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Sqlite.Tests.Behaviour;

public sealed class LifecycleTests : BehaviourTest
{
    [Fact]
    public async Task A_suspended_instance_keeps_what_comes_and_goes_on_when_it_is_resumed()
    {
        await StartAsync(tasks => Waiting(tasks));
        var id = await ScheduleAsync("Wait");
        await StartOf(id);

        await Client.SuspendInstanceAsync(id, "on hold", Cancellation);
        await StatusOf(id, OrchestrationRuntimeStatus.Suspended);
        await Client.RaiseEventAsync(id, "go", "kept", Cancellation);
        (await Get(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Suspended);
        await Client.ResumeInstanceAsync(id, "go on", Cancellation);

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("kept");
    }

    [Fact]
    public async Task A_timer_that_is_due_while_its_instance_is_suspended_fires_when_it_is_resumed()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<int, string>("Sleep", async (context, moments) =>
            {
                context.SetCustomStatus("sleeps");
                await context.CreateTimer(moments * Moment, CancellationToken.None);
                return "awake";
            }));
        var id = await ScheduleAsync("Sleep", 10);
        await StateOf(id, state => state.SerializedCustomStatus is not null);
        await Client.SuspendInstanceAsync(id, Cancellation);
        await StatusOf(id, OrchestrationRuntimeStatus.Suspended);

        await RunAsync("Sleep", 11);
        (await Get(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Suspended);
        await Client.ResumeInstanceAsync(id, Cancellation);

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("awake");
    }

    [Fact]
    public async Task A_resumed_instance_that_still_waits_is_running()
    {
        await StartAsync(tasks => Waiting(tasks));
        var id = await ScheduleAsync("Wait");
        await StartOf(id);
        await Client.SuspendInstanceAsync(id, Cancellation);
        await StatusOf(id, OrchestrationRuntimeStatus.Suspended);

        await Client.ResumeInstanceAsync(id, Cancellation);

        await StatusOf(id, OrchestrationRuntimeStatus.Running);
    }

    [Fact]
    public async Task A_suspended_instance_can_be_terminated()
    {
        await StartAsync(tasks => Waiting(tasks));
        var id = await ScheduleAsync("Wait");
        await StartOf(id);
        await Client.SuspendInstanceAsync(id, Cancellation);
        await StatusOf(id, OrchestrationRuntimeStatus.Suspended);

        await Client.TerminateInstanceAsync(id, Cancellation);

        (await EndOf(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Terminated);
    }

    [Fact]
    public async Task A_terminated_instance_ends_with_the_given_output()
    {
        await StartAsync(tasks => Waiting(tasks));
        var id = await ScheduleAsync("Wait");
        await StartOf(id);

        await Client.TerminateInstanceAsync(id, new TerminateInstanceOptions(new Reason("enough", 3)), Cancellation);

        var end = await EndOf(id);
        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Terminated);
        end.IsCompleted.ShouldBeTrue();
        end.ReadOutputAs<Reason>().ShouldBe(new Reason("enough", 3));
        end.FailureDetails.ShouldBeNull();
    }

    [Fact]
    public async Task A_termination_without_an_output_leaves_none()
    {
        await StartAsync(tasks => Waiting(tasks));
        var id = await ScheduleAsync("Wait");
        await StartOf(id);

        await Client.TerminateInstanceAsync(id, Cancellation);

        (await EndOf(id)).SerializedOutput.ShouldBeNull();
    }

    [Fact]
    public async Task Termination_does_not_wait_for_what_is_open()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc(
            "Sleep", context => context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None)));
        var id = await ScheduleAsync("Sleep");
        await StartOf(id);

        await Client.TerminateInstanceAsync(id, Cancellation);

        (await EndOf(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Terminated);
    }

    [Fact]
    public async Task A_finished_instance_stays_as_it_is_whatever_is_asked_of_it()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Done", _ => "done"));
        var done = await RunAsync("Done");

        await Client.TerminateInstanceAsync(done.InstanceId, (object)"again", Cancellation);
        await Client.SuspendInstanceAsync(done.InstanceId, Cancellation);
        await Client.ResumeInstanceAsync(done.InstanceId, Cancellation);

        var after = await Get(done.InstanceId);
        after.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
        after.ReadOutputAs<string>().ShouldBe("done");
    }

    [Fact]
    public async Task Termination_leaves_sub_orchestrations_alone_unless_asked()
    {
        await StartAsync(tasks => Waiting(tasks).AddOrchestratorFunc("Parent", context =>
            context.CallSubOrchestratorAsync<string>("Wait", options: new SubOrchestrationOptions(instanceId: "child"))));
        var parent = await ScheduleAsync("Parent");
        await StatusOf("child", OrchestrationRuntimeStatus.Running);

        await Client.TerminateInstanceAsync(parent, new TerminateInstanceOptions(Recursive: false), Cancellation);
        await EndOf(parent);
        await Client.RaiseEventAsync("child", "go", "on its own", Cancellation);

        (await EndOf("child")).ReadOutputAs<string>().ShouldBe("on its own");
    }

    [Fact]
    public async Task What_is_not_there_is_not_made_by_asking_for_it()
    {
        await StartAsync(tasks => Waiting(tasks));

        (await Client.GetInstanceAsync("nobody", Cancellation)).ShouldBeNull();
        (await Client.GetInstancesAsync("nobody", getInputsAndOutputs: true, Cancellation)).ShouldBeNull();
        (await Client.PurgeInstanceAsync("nobody", Cancellation)).PurgedInstanceCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("raise")]
    [InlineData("terminate")]
    [InlineData("suspend")]
    [InlineData("resume")]
    public async Task Nothing_comes_of_what_is_sent_to_nobody(string what)
    {
        await StartAsync(tasks => Waiting(tasks));

        await (what switch
        {
            "raise" => Client.RaiseEventAsync("nobody", "go", Cancellation),
            "terminate" => Client.TerminateInstanceAsync("nobody", Cancellation),
            "suspend" => Client.SuspendInstanceAsync("nobody", Cancellation),
            _ => Client.ResumeInstanceAsync("nobody", Cancellation),
        });

        (await Client.GetInstanceAsync("nobody", Cancellation)).ShouldBeNull();
    }

    private static DurableTaskRegistry Waiting(DurableTaskRegistry tasks) =>
        tasks.AddOrchestratorFunc("Wait", context => context.WaitForExternalEvent<string>("go"));

    private sealed record Reason(string Text, int Code);
}
