using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Tests;

public sealed class ExternalEventTests : EngineTest
{
    [Fact]
    public async Task An_event_goes_to_the_orchestration_that_waits_for_it_whatever_the_case_of_its_name()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<object?, string>(
            "Wait", (context, _) => context.WaitForExternalEvent<string>("Approval")));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Wait", Cancellation);
        await StartOf(id);

        await Client.RaiseEventAsync(id, "APPROVAL", "granted", Cancellation);

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("granted");
    }

    [Fact]
    public async Task Events_that_come_before_the_wait_are_buffered_in_order()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<object?, List<int>>("Late", async (context, _) =>
        {
            await context.WaitForExternalEvent<string>("open");
            var taken = new List<int>();
            for (var i = 0; i < 3; i++)
            {
                taken.Add(await context.WaitForExternalEvent<int>("item"));
            }

            return taken;
        }));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Late", Cancellation);
        foreach (var item in new[] { 1, 2, 3 })
        {
            await Client.RaiseEventAsync(id, "item", item, Cancellation);
        }

        await Host.RestartAsync(cancellation: Cancellation);
        await Client.RaiseEventAsync(id, "open", "now", Cancellation);

        (await EndOf(id)).ReadOutputAs<List<int>>().ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Of_several_waits_for_one_name_the_latest_is_answered_first()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<object?, string>("Several", async (context, _) =>
        {
            var first = context.WaitForExternalEvent<string>("item");
            var second = context.WaitForExternalEvent<string>("item");
            return $"{await second} {await first}";
        }));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Several", Cancellation);

        await Client.RaiseEventAsync(id, "item", "a", Cancellation);
        await Client.RaiseEventAsync(id, "item", "b", Cancellation);

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("a b");
    }

    [Fact]
    public async Task A_wait_with_a_timeout_is_cancelled_when_nothing_comes()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<object?, string>("Patient", async (context, _) =>
        {
            try
            {
                return await context.WaitForExternalEvent<string>("answer", TimeSpan.FromDays(30));
            }
            catch (TaskCanceledException)
            {
                return "no answer";
            }
        }));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Patient", Cancellation);
        await StartOf(id);

        Clock.Advance(TimeSpan.FromDays(30));

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("no answer");
    }

    [Fact]
    public async Task A_wait_with_a_timeout_takes_the_event_that_comes_in_time()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<object?, string>(
            "Patient", (context, _) => context.WaitForExternalEvent<string>("answer", TimeSpan.FromDays(30))));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Patient", Cancellation);
        await StartOf(id);

        Clock.Advance(TimeSpan.FromDays(29));
        await Client.RaiseEventAsync(id, "answer", "yes", Cancellation);

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("yes");
    }

    [Fact]
    public async Task A_wait_that_was_cancelled_does_not_swallow_an_event()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<object?, string>("Again", async (context, _) =>
        {
            try
            {
                await context.WaitForExternalEvent<string>("answer", TimeSpan.FromMinutes(1));
            }
            catch (TaskCanceledException)
            {
                // What the test is about: the first wait has gone, and must leave nothing behind.
                context.SetCustomStatus("asked again");
            }

            return await context.WaitForExternalEvent<string>("answer");
        }));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Again", Cancellation);
        await StartOf(id);

        Clock.Advance(TimeSpan.FromMinutes(1));
        await Client.RaiseEventAsync(id, "answer", "at last", Cancellation);

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("at last");
    }

    [Fact]
    public async Task One_orchestration_sends_an_event_to_another()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<object?, string>("Receiver", (context, _) => context.WaitForExternalEvent<string>("greeting"))
            .AddOrchestratorFunc<string>("Sender", (context, to) => context.SendEvent(to, "greeting", "hello")));
        var receiver = await Client.ScheduleNewOrchestrationInstanceAsync("Receiver", Cancellation);

        await RunAsync("Sender", receiver);

        (await EndOf(receiver)).ReadOutputAs<string>().ShouldBe("hello");
    }

    [Fact]
    public async Task An_event_for_an_instance_that_is_not_there_or_finished_is_dropped_silently()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Done", _ => "done")
            .AddOrchestratorFunc("Sender", context => { context.SendEvent("nobody", "greeting", "hello"); }));

        await Client.RaiseEventAsync("nobody", "greeting", "hello", Cancellation);
        var done = await RunAsync("Done");
        await Client.RaiseEventAsync(done.InstanceId, "greeting", "hello", Cancellation);

        (await RunAsync("Sender")).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
        (await Client.GetInstanceAsync("nobody", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Waits_for_one_name_must_be_of_one_type()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Mixed", context =>
        {
            _ = context.WaitForExternalEvent<string>("item");
            return context.WaitForExternalEvent<int>("item");
        }));

        (await RunAsync("Mixed")).FailureDetails.ShouldNotBeNull().IsCausedBy<ArgumentException>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_raised_event_is_durable_when_the_call_returns()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<object?, int>("Sum", async (context, _) =>
        {
            var sum = 0;
            for (var i = 0; i < 20; i++)
            {
                sum += await context.WaitForExternalEvent<int>("number");
            }

            return sum;
        }));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Sum", Cancellation);
        for (var i = 0; i < 20; i++)
        {
            await Client.RaiseEventAsync(id, "number", i, Cancellation);
            if (i % 5 == 0)
            {
                await Host.RestartAsync(cancellation: Cancellation);
            }
        }

        (await EndOf(id)).ReadOutputAs<int>().ShouldBe(190);
    }
}
