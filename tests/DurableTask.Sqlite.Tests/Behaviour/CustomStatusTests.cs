using Microsoft.DurableTask;

namespace Integration.Local.DurableTask.Sqlite.Tests.Behaviour;

public sealed class CustomStatusTests : BehaviourTest
{
    [Fact]
    public async Task The_custom_status_is_seen_while_the_orchestration_waits_and_after_its_end()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Wait", async context =>
        {
            context.SetCustomStatus(new Progress(1, "asked"));
            await context.WaitForExternalEvent<string>("go");
            context.SetCustomStatus(new Progress(2, "answered"));
        }));
        var id = await ScheduleAsync("Wait");

        var waiting = await StateOf(id, state => state.SerializedCustomStatus is not null);
        waiting.ReadCustomStatusAs<Progress>().ShouldBe(new Progress(1, "asked"));
        waiting.SerializedCustomStatus.ShouldBe("""{"Step":1,"What":"asked"}""");
        await Client.RaiseEventAsync(id, "go", Cancellation);

        (await EndOf(id)).ReadCustomStatusAs<Progress>().ShouldBe(new Progress(2, "answered"));
    }

    [Fact]
    public async Task Nothing_set_is_null_and_null_takes_it_back()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Nothing", _ => Task.CompletedTask)
            .AddOrchestratorFunc("Back", async context =>
            {
                context.SetCustomStatus("something");
                await context.CreateTimer(TimeSpan.FromMilliseconds(1), CancellationToken.None);
                context.SetCustomStatus(null);
            }));

        foreach (var name in new[] { "Nothing", "Back" })
        {
            var end = await RunAsync(name);
            end.SerializedCustomStatus.ShouldBeNull();
            end.ReadCustomStatusAs<string>().ShouldBeNull();
        }
    }

    [Fact]
    public async Task The_last_of_several_is_kept()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Several", context =>
        {
            context.SetCustomStatus("one");
            context.SetCustomStatus("two");
        }));

        (await RunAsync("Several")).ReadCustomStatusAs<string>().ShouldBe("two");
    }

    [Fact]
    public async Task It_stays_when_the_orchestration_fails()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Fail", (TaskOrchestrationContext context) =>
        {
            context.SetCustomStatus("half way");
            throw new InvalidOperationException("No further.");
        }));

        (await RunAsync("Fail")).ReadCustomStatusAs<string>().ShouldBe("half way");
    }

    [Fact]
    public async Task A_new_generation_keeps_it_until_it_sets_another()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<int, int>("Again", async (context, n) =>
        {
            if (n == 0)
            {
                context.SetCustomStatus("of the first");
                context.ContinueAsNew(1);
                return n;
            }

            await context.WaitForExternalEvent<string>("go");
            context.SetCustomStatus("of the second");
            return n;
        }));
        var id = await ScheduleAsync("Again", 0);

        (await StateOf(id, state => state.ReadInputAs<int>() == 1)).ReadCustomStatusAs<string>().ShouldBe("of the first");
        await Client.RaiseEventAsync(id, "go", Cancellation);

        (await EndOf(id)).ReadCustomStatusAs<string>().ShouldBe("of the second");
    }

    private sealed record Progress(int Step, string What);
}
