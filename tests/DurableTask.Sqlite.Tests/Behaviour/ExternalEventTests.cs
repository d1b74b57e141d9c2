namespace Integration.Local.DurableTask.Sqlite.Tests.Behaviour;

public sealed class ExternalEventTests : BehaviourTest
{
    [Fact]
    public async Task An_event_goes_to_the_code_that_waits_for_it()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Wait", context => context.WaitForExternalEvent<Approval>("approval")));
        var id = await ScheduleAsync("Wait");
        await StartOf(id);

        await Client.RaiseEventAsync(id, "approval", new Approval("Ana", true), Cancellation);

        (await EndOf(id)).ReadOutputAs<Approval>().ShouldBe(new Approval("Ana", true));
    }

    [Fact]
    public async Task Names_of_events_ignore_case()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Wait", async context =>
            $"{await context.WaitForExternalEvent<string>("Early")} {await context.WaitForExternalEvent<string>("LATE")}"));
        var id = await ScheduleAsync("Wait");

        await Client.RaiseEventAsync(id, "eARLY", "one", Cancellation);
        await StartOf(id);
        await Client.RaiseEventAsync(id, "late", "two", Cancellation);

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("one two");
    }

    [Fact]
    public async Task Events_that_come_before_the_wait_are_kept_in_order()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Late", async context =>
        {
            await context.WaitForExternalEvent<string>("open");
            var taken = new List<int>();
            for (var i = 0; i < 3; i++)
            {
                taken.Add(await context.WaitForExternalEvent<int>("item"));
            }

            return taken;
        }));
        var id = await ScheduleAsync("Late");
        await StartOf(id);
        foreach (var item in new[] { 1, 2, 3 })
        {
            await Client.RaiseEventAsync(id, "item", item, Cancellation);
        }

        await Client.RaiseEventAsync(id, "open", "now", Cancellation);

        (await EndOf(id)).ReadOutputAs<List<int>>().ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task An_event_without_a_payload_is_null()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Wait", async context =>
            await context.WaitForExternalEvent<string?>("bare") is null));
        var id = await ScheduleAsync("Wait");
        await StartOf(id);

        await Client.RaiseEventAsync(id, "bare", Cancellation);

        (await EndOf(id)).ReadOutputAs<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task An_event_goes_past_a_wait_that_was_cancelled()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Again", async context =>
        {
            try
            {
                await context.WaitForExternalEvent<string>("answer", Moment);
            }
            catch (TaskCanceledException)
            {
                context.SetCustomStatus("asked again");
            }

            return await context.WaitForExternalEvent<string>("answer");
        }));
        var id = await ScheduleAsync("Again");
        await StateOf(id, state => state.SerializedCustomStatus is not null);

        await Client.RaiseEventAsync(id, "answer", "at last", Cancellation);

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("at last");
    }

    [Fact]
    public async Task A_wait_with_a_timeout_takes_the_event_that_comes_in_time()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc(
            "Patient", context => context.WaitForExternalEvent<string>("answer", TimeSpan.FromHours(1))));
        var id = await ScheduleAsync("Patient");
        await StartOf(id);

        await Client.RaiseEventAsync(id, "answer", "in time", Cancellation);

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("in time");
    }

    [Fact]
    public async Task A_wait_with_a_timeout_is_cancelled_when_nothing_comes()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Patient", async context =>
        {
            try
            {
                return await context.WaitForExternalEvent<string>("answer", Moment);
            }
            catch (TaskCanceledException)
            {
                return "no answer";
            }
        }));

        (await RunAsync("Patient")).ReadOutputAs<string>().ShouldBe("no answer");
    }

    [Fact]
    public async Task One_orchestration_sends_an_event_to_another()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Receiver", context => context.WaitForExternalEvent<Approval>("approval"))
            .AddOrchestratorFunc<string, string>("Sender", (context, to) =>
            {
                context.SendEvent(to, "approval", new Approval("Ben", false));
                return "sent";
            }));
        var receiver = await ScheduleAsync("Receiver");
        await StartOf(receiver);

        (await RunAsync("Sender", receiver)).ReadOutputAs<string>().ShouldBe("sent");
        (await EndOf(receiver)).ReadOutputAs<Approval>().ShouldBe(new Approval("Ben", false));
    }

    [Fact]
    public async Task An_orchestration_sends_an_event_to_itself()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Loop", async context =>
        {
            context.SendEvent(context.InstanceId, "note", "to self");
            return await context.WaitForExternalEvent<string>("note");
        }));

        (await RunAsync("Loop")).ReadOutputAs<string>().ShouldBe("to self");
    }

    [Fact]
    public async Task An_event_for_a_finished_instance_is_dropped()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Done", _ => "done"));
        var done = await RunAsync("Done");

        await Client.RaiseEventAsync(done.InstanceId, "late", "too late", Cancellation);

        (await Get(done.InstanceId)).ReadOutputAs<string>().ShouldBe("done");
    }

    [Fact]
    public async Task An_event_that_nobody_waited_for_does_not_hold_up_the_end()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Wait", context => context.WaitForExternalEvent<string>("go")));
        var id = await ScheduleAsync("Wait");
        await StartOf(id);
        await Client.RaiseEventAsync(id, "other", 1, Cancellation);

        await Client.RaiseEventAsync(id, "go", "went", Cancellation);

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("went");
    }

    private sealed record Approval(string By, bool Granted);
}
