using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Tests;

public sealed class LifecycleTests : EngineTest
{
    [Fact]
    public async Task Continuing_as_new_begins_again_with_the_new_input_and_an_empty_history()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<int, int>("CountTo10", async (context, n) =>
            {
                var next = await context.CallActivityAsync<int>("Increment", n);
                if (next < 10)
                {
                    context.ContinueAsNew(next);
                }

                return next;
            })
            .AddActivityFunc<int, int>("Increment", (_, n) => n + 1));

        var end = await RunAsync("CountTo10", 0);

        end.ReadOutputAs<int>().ShouldBe(10);
        end.ReadInputAs<int>().ShouldBe(9);
    }

    [Theory]
    [InlineData(true, "kept")]
    [InlineData(false, "none")]
    public async Task Events_that_were_not_awaited_are_carried_over_if_asked(bool preserve, string expected)
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<string, string>("Again", async (context, round) =>
        {
            if (round == "first")
            {
                await context.WaitForExternalEvent<string>("go");
                context.ContinueAsNew("second", preserve);
                return string.Empty;
            }

            try
            {
                return await context.WaitForExternalEvent<string>("early", TimeSpan.FromMinutes(1));
            }
            catch (TaskCanceledException)
            {
                return "none";
            }
        }));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Again", (object)"first", Cancellation);
        await Client.RaiseEventAsync(id, "early", "kept", Cancellation);
        await Client.RaiseEventAsync(id, "go", "now", Cancellation);

        var end = EndOf(id);
        while (!end.IsCompleted)
        {
            await Task.Yield();
            Clock.Advance(TimeSpan.FromMinutes(1));
        }

        (await end).ReadOutputAs<string>().ShouldBe(expected);
    }

    [Fact]
    public async Task An_end_that_waits_for_an_open_timer_outlives_a_restart()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Forget", context =>
        {
            _ = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return "done";
        }));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Forget", Cancellation);
        await StartOf(id);

        await Host.RestartAsync(cancellation: Cancellation);
        (await Client.GetInstanceAsync(id, Cancellation)).ShouldNotBeNull().RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Running);
        Clock.Advance(TimeSpan.FromHours(1));

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("done");
    }

    [Fact]
    public async Task Events_that_come_while_a_new_generation_waits_for_an_open_timer_go_along()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<string, string>("Again", async (context, round) =>
        {
            if (round == "first")
            {
                _ = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                context.ContinueAsNew("second");
                return string.Empty;
            }

            return $"{round} {await context.WaitForExternalEvent<string>("early")}";
        }));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Again", (object)"first", Cancellation);
        await StartOf(id);

        await Client.RaiseEventAsync(id, "early", "bird", Cancellation);
        await Host.RestartAsync(cancellation: Cancellation);
        Clock.Advance(TimeSpan.FromHours(1));

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("second bird");
    }

    [Fact]
    public async Task A_suspended_instance_receives_but_does_not_go_on_until_it_is_resumed()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<object?, string>(
            "Wait", (context, _) => context.WaitForExternalEvent<string>("word")));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Wait", Cancellation);
        await StartOf(id);

        await Client.SuspendInstanceAsync(id, "on hold", Cancellation);
        await Client.RaiseEventAsync(id, "word", "kept", Cancellation);
        await Host.RestartAsync(cancellation: Cancellation);
        (await Client.GetInstanceAsync(id, Cancellation)).ShouldNotBeNull().RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Suspended);
        await Client.ResumeInstanceAsync(id, "go on", Cancellation);

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("kept");
    }

    [Fact]
    public async Task A_terminated_instance_ends_with_the_given_output()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc(
            "Wait", context => context.WaitForExternalEvent<string>("never")));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Wait", Cancellation);

        await Client.TerminateInstanceAsync(id, (object)"enough", Cancellation);

        var end = await EndOf(id);
        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Terminated);
        end.ReadOutputAs<string>().ShouldBe("enough");
    }

    [Theory]
    [InlineData(true, OrchestrationRuntimeStatus.Terminated)]
    [InlineData(false, OrchestrationRuntimeStatus.Running)]
    public async Task Termination_reaches_sub_orchestrations_if_asked(bool recursive, OrchestrationRuntimeStatus expected)
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Parent", context =>
                context.CallSubOrchestratorAsync("Child", options: new SubOrchestrationOptions(instanceId: "child")))
            .AddOrchestratorFunc("Child", context => context.WaitForExternalEvent<string>("never")));
        var parent = await Client.ScheduleNewOrchestrationInstanceAsync("Parent", Cancellation);
        await StartOf(parent);
        await StartOf("child");

        await Client.TerminateInstanceAsync(parent, new TerminateInstanceOptions("enough", recursive), Cancellation);
        await EndOf(parent);

        var child = recursive ? await EndOf("child") : (await Client.GetInstanceAsync("child", Cancellation)).ShouldNotBeNull();
        child.RuntimeStatus.ShouldBe(expected);
    }

    [Fact]
    public async Task The_custom_status_is_what_the_code_set_last()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Report", async context =>
        {
            context.SetCustomStatus("begun");
            await context.WaitForExternalEvent<string>("go");
            context.SetCustomStatus(new { Percent = 100 });
        }));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Report", Cancellation);

        (await StartOf(id)).ReadCustomStatusAs<string>().ShouldBe("begun");
        await Client.RaiseEventAsync(id, "go", "now", Cancellation);

        (await EndOf(id)).SerializedCustomStatus.ShouldBe("""{"Percent":100}""");
    }

    [Fact]
    public async Task Ids_and_times_are_the_same_on_every_replay()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<object?, bool>("Same", async (context, _) =>
        {
            var (id, other, time) = (context.NewGuid(), context.NewGuid(), context.CurrentUtcDateTime);
            context.SetCustomStatus($"{id} {other} {time:o}");
            await context.WaitForExternalEvent<string>("go");
            return context.IsReplaying;
        }));
        var instance = await Client.ScheduleNewOrchestrationInstanceAsync("Same", Cancellation);
        var before = (await StartOf(instance)).SerializedCustomStatus;

        Clock.Advance(TimeSpan.FromDays(1));
        await Host.RestartAsync(cancellation: Cancellation);
        await Client.RaiseEventAsync(instance, "go", "now", Cancellation);

        var end = await EndOf(instance);
        end.SerializedCustomStatus.ShouldBe(before);
        end.ReadOutputAs<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task A_restarted_instance_begins_again_with_its_input()
    {
        var runs = 0;
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<string, string>("Echo", async (context, input) => $"{input} {await context.CallActivityAsync<int>("Count")}")
            .AddActivityFunc("Count", _ => Interlocked.Increment(ref runs)));
        var first = await RunAsync("Echo", "hello");

        (await Client.RestartAsync(first.InstanceId, cancellation: Cancellation)).ShouldBe(first.InstanceId);
        (await EndOf(first.InstanceId)).ReadOutputAs<string>().ShouldBe("hello 2");
        var other = await Client.RestartAsync(first.InstanceId, restartWithNewInstanceId: true, Cancellation);
        other.ShouldNotBe(first.InstanceId);
        (await EndOf(other)).ReadOutputAs<string>().ShouldBe("hello 3");
        await Should.ThrowAsync<ArgumentException>(() => Client.RestartAsync("nobody", cancellation: Cancellation));
    }

    [Fact]
    public async Task Orchestrators_and_activities_are_found_by_version()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<object?, string>("Greet", "1.0", (_, _) => Task.FromResult("one"))
            .AddOrchestratorFunc<object?, string>("Greet", "2.0", (context, _) => context.CallActivityAsync<string>("Name"))
            .AddActivityFunc("Name", context => $"two {context.Version}"));

        (await RunAsync("Greet", options: new StartOrchestrationOptions { Version = "1.0" })).ReadOutputAs<string>().ShouldBe("one");
        (await RunAsync("Greet", options: new StartOrchestrationOptions { Version = "2.0" })).ReadOutputAs<string>().ShouldBe("two 2.0");
        (await RunAsync("Greet", options: new StartOrchestrationOptions { Version = "3.0" }))
            .RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
    }

    [Fact]
    public async Task A_caller_whose_event_is_on_its_way_when_the_engine_stops_is_told_so()
    {
        using var busy = new BusyLane();
        await StartAsync(
            tasks => busy.Register(tasks).AddOrchestratorFunc("Wait", context => context.WaitForExternalEvent<string>("go")),
            options => options.ConfigureEngine = engine => engine.MaxConcurrentOrchestrations = 1);
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Wait", Cancellation);
        await StartOf(id);
        await busy.BeginAsync(Client);

        var raised = Client.RaiseEventAsync(id, "go", "now", Cancellation);
        var stopped = Engine.DisposeAsync().AsTask();
        busy.End();
        await stopped.WaitAsync(Patience, Cancellation);
        var late = Client.RaiseEventAsync(id, "go", "too late", Cancellation);

        (await Should.ThrowAsync<DurableStoreException>(raised.WaitAsync(Patience, Cancellation))).Message.ShouldContain("stopped");
        (await Should.ThrowAsync<DurableStoreException>(late.WaitAsync(Patience, Cancellation))).Message.ShouldContain("stopped");
    }
}
