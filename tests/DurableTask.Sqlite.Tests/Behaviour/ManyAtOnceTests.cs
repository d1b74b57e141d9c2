namespace Integration.Local.DurableTask.Sqlite.Tests.Behaviour;

/// <summary>Instances side by side do not hold each other up.</summary>
public sealed class ManyAtOnceTests : BehaviourTest
{
    [Fact]
    public async Task Two_hundred_chains_of_five_activities_all_end()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<int, int>("Chain", async (context, number) =>
            {
                for (var i = 0; i < 5; i++)
                {
                    number = await context.CallActivityAsync<int>("Increment", number);
                }

                return number;
            })
            .AddActivityFunc<int, int>("Increment", (_, number) => number + 1));

        var ends = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => RunAsync("Chain", number)));

        ends.Select(end => end.ReadOutputAs<int>()).ShouldBe(Enumerable.Range(5, 200));
    }

    [Fact]
    public async Task A_hundred_instances_whose_timers_are_due_at_the_same_instant_all_end()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<DateTime, string>("Sleep", async (context, until) =>
        {
            await context.CreateTimer(until, CancellationToken.None);
            return "awake";
        }));
        var due = TimeProvider.System.GetUtcNow().UtcDateTime + 5 * Moment;

        var ends = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => RunAsync("Sleep", due)));

        ends.ShouldAllBe(end => end.ReadOutputAs<string>() == "awake");
    }

    [Fact]
    public async Task Fifty_instances_of_ten_generations_each_all_end()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<int, int>("Count", async (context, number) =>
            {
                var next = await context.CallActivityAsync<int>("Increment", number);
                await context.CreateTimer(TimeSpan.FromMilliseconds(1), CancellationToken.None);
                if (next < 10)
                {
                    context.ContinueAsNew(next);
                }

                return next;
            })
            .AddActivityFunc<int, int>("Increment", (_, number) => number + 1));

        var ends = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => RunAsync("Count", 0)));

        ends.ShouldAllBe(end => end.ReadOutputAs<int>() == 10);
    }

    [Fact]
    public async Task A_fan_out_of_a_thousand_comes_in_whole()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Sum", async context =>
                (await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => context.CallActivityAsync<int>("Same", i)))).Sum())
            .AddActivityFunc<int, int>("Same", (_, number) => number));

        (await RunAsync("Sum")).ReadOutputAs<int>().ShouldBe(499_500);
    }
}
