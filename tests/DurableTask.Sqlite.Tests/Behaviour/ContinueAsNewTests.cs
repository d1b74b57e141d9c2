using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Sqlite.Tests.Behaviour;

public sealed class ContinueAsNewTests : BehaviourTest
{
    [Fact]
    public async Task An_orchestration_begins_again_with_the_new_input_under_its_id()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<int, string>("Count", async (context, n) =>
            {
                var next = await context.CallActivityAsync<int>("Increment", n);
                if (next < 5)
                {
                    context.ContinueAsNew(next);
                }

                return $"{context.InstanceId} {next}";
            })
            .AddActivityFunc<int, int>("Increment", (_, n) => n + 1));

        var end = await RunAsync("Count", 0, "counter");

        end.ReadOutputAs<string>().ShouldBe("counter 5");
        end.ReadInputAs<int>().ShouldBe(4);
        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
    }

    [Fact]
    public async Task Many_generations_end_well()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<int, int>("Count", (context, n) =>
        {
            if (n < 100)
            {
                context.ContinueAsNew(n + 1);
            }

            return n;
        }));

        (await RunAsync("Count", 0)).ReadOutputAs<int>().ShouldBe(100);
    }

    [Fact]
    public async Task A_generation_that_is_given_no_input_has_none()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<string?, string>("Again", (context, input) =>
        {
            if (input is not null)
            {
                context.ContinueAsNew();
            }

            return input ?? "nothing";
        }));

        var end = await RunAsync("Again", "something");

        end.ReadOutputAs<string>().ShouldBe("nothing");
        end.SerializedInput.ShouldBeNull();
    }

    [Fact]
    public async Task Events_that_were_not_awaited_stay_behind_if_asked()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<int, string>("Again", async (context, generation) =>
        {
            if (generation == 1)
            {
                await context.WaitForExternalEvent<string>("go");
                context.ContinueAsNew(2, preserveUnprocessedEvents: false);
                return string.Empty;
            }

            try
            {
                return await context.WaitForExternalEvent<string>("early", Moment);
            }
            catch (TaskCanceledException)
            {
                return "none";
            }
        }));
        var id = await ScheduleAsync("Again", 1);
        await StartOf(id);
        await Client.RaiseEventAsync(id, "early", "here", Cancellation);

        await Client.RaiseEventAsync(id, "go", "now", Cancellation);

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("none");
    }

    [Fact]
    public async Task A_new_generation_waits_for_events_anew()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<int, int>("Sum", async (context, sum) =>
        {
            var number = await context.WaitForExternalEvent<int>("number");
            if (number > 0)
            {
                context.ContinueAsNew(sum + number);
            }

            return sum;
        }));
        var id = await ScheduleAsync("Sum", 0);
        await StartOf(id);

        foreach (var number in new[] { 1, 2, 3, 4, 0 })
        {
            await Client.RaiseEventAsync(id, "number", number, Cancellation);
        }

        (await EndOf(id)).ReadOutputAs<int>().ShouldBe(10);
    }

    [Fact]
    public async Task Code_runs_on_to_its_end_and_the_last_that_it_asked_for_counts()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<string, string>("Again", async (context, input) =>
            {
                if (input == "first")
                {
                    context.ContinueAsNew("second");
                    context.ContinueAsNew(await context.CallActivityAsync<string>("Third"));
                }

                return input;
            })
            .AddActivityFunc("Third", _ => "third"));

        (await RunAsync("Again", "first")).ReadOutputAs<string>().ShouldBe("third");
    }

    [Fact]
    public async Task A_new_generation_may_be_of_another_version()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Upgrade", context =>
        {
            if (string.IsNullOrEmpty(context.Version))
            {
                context.ContinueAsNew(new ContinueAsNewOptions { NewVersion = "2.0" });
            }

            return context.Version;
        }));

        (await RunAsync("Upgrade")).ReadOutputAs<string>().ShouldBe("2.0");
    }
}
