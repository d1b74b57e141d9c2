using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Sqlite.Tests.Behaviour;

/// <summary>Payloads above the 4 MB at which others hang.</summary>
public sealed class LargePayloadTests : BehaviourTest
{
    private const int Megabyte = 1024 * 1024;
    private static readonly string Large = new('x', 5 * Megabyte);

    [Fact]
    public async Task Input_output_and_custom_status_of_5_MB_come_through_whole()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<string, string>("Echo", (context, text) =>
        {
            context.SetCustomStatus(text);
            return text;
        }));

        var end = await RunAsync("Echo", Large);

        end.ReadInputAs<string>().ShouldBe(Large);
        end.ReadOutputAs<string>().ShouldBe(Large);
        end.ReadCustomStatusAs<string>().ShouldBe(Large);
    }

    [Fact]
    public async Task An_event_of_5_MB_arrives()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Wait", async context =>
            (await context.WaitForExternalEvent<string>("large")).Length));
        var id = await ScheduleAsync("Wait");

        await Client.RaiseEventAsync(id, "large", Large, Cancellation);

        (await EndOf(id)).ReadOutputAs<int>().ShouldBe(Large.Length);
    }

    [Fact]
    public async Task A_history_of_20_MB_is_carried_on()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Gather", async context =>
            {
                var length = 0;
                for (var i = 0; i < 4; i++)
                {
                    length += (await context.CallActivityAsync<string>("Make")).Length;
                }

                return length;
            })
            .AddActivityFunc("Make", _ => Large));

        (await RunAsync("Gather")).ReadOutputAs<int>().ShouldBe(4 * Large.Length);
    }

    [Fact]
    public async Task A_child_takes_and_gives_5_MB_and_so_does_the_next_generation()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<string, string>("Parent", (context, text) => context.CallSubOrchestratorAsync<string>("Child", text))
            .AddOrchestratorFunc<string, string>("Child", (context, text) =>
            {
                if (text[0] == 'x')
                {
                    context.ContinueAsNew('y' + text[1..]);
                }

                return text;
            }));

        (await RunAsync("Parent", Large)).ReadOutputAs<string>().ShouldBe('y' + Large[1..]);
    }

    [Fact]
    public async Task A_termination_with_a_reason_of_5_MB_ends_the_instance()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Wait", context => context.WaitForExternalEvent<string>("never")));
        var id = await ScheduleAsync("Wait");
        await StartOf(id);

        await Client.TerminateInstanceAsync(id, (object)Large, Cancellation);

        var end = await EndOf(id);
        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Terminated);
        end.ReadOutputAs<string>().ShouldBe(Large);
    }
}
