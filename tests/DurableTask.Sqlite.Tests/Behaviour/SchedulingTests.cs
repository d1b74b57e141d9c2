using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Sqlite.Tests.Behaviour;

public sealed class SchedulingTests : BehaviourTest
{
    [Fact]
    public async Task An_instance_runs_under_the_id_it_was_given()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("WhoAmI", context => context.InstanceId));

        var end = await RunAsync("WhoAmI", id: "my own id");

        end.InstanceId.ShouldBe("my own id");
        end.ReadOutputAs<string>().ShouldBe("my own id");
    }

    [Fact]
    public async Task An_instance_without_an_id_gets_one_of_32_hexadecimal_digits()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("WhoAmI", context => context.InstanceId));

        var id = await Client.ScheduleNewOrchestrationInstanceAsync("WhoAmI", Cancellation);

        Guid.TryParseExact(id, "N", out _).ShouldBeTrue();
        (await EndOf(id)).ReadOutputAs<string>().ShouldBe(id);
    }

    [Fact]
    public async Task Input_goes_in_and_output_comes_out()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<Person, string>("Greet", (_, person) => $"Hello, {person.Name}, {person.Age}"));

        var end = await RunAsync("Greet", new Person("Ana", 41));

        end.ReadOutputAs<string>().ShouldBe("Hello, Ana, 41");
        end.ReadInputAs<Person>().ShouldBe(new Person("Ana", 41));
        end.SerializedInput.ShouldBe("""{"Name":"Ana","Age":41}""");
        end.SerializedOutput.ShouldBe("\"Hello, Ana, 41\"");
    }

    [Fact]
    public async Task An_orchestrator_that_returns_null_or_nothing_completes_without_output()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<string?>("Null", _ => Task.FromResult<string?>(null))
            .AddOrchestratorFunc("Nothing", _ => Task.CompletedTask));

        foreach (var name in new[] { "Null", "Nothing" })
        {
            var end = await RunAsync(name);
            end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
            end.SerializedOutput.ShouldBeNull();
            end.ReadOutputAs<string>().ShouldBeNull();
        }
    }

    [Fact]
    public async Task Tags_stay_with_the_instance()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Nothing", _ => Task.CompletedTask));
        var tags = new Dictionary<string, string> { ["province"] = "on", ["city"] = "toronto" };

        var id = await Client.ScheduleNewOrchestrationInstanceAsync(
            "Nothing", new StartOrchestrationOptions { Tags = tags }, Cancellation);

        (await EndOf(id)).Tags.ShouldBe(tags, ignoreOrder: true);
        (await RunAsync("Nothing")).Tags.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_version_that_an_instance_was_started_with_is_seen_by_its_code()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Version", context =>
            $"{context.Version} {context.CompareVersionTo("1.9.0")} {context.CompareVersionTo("1.10.0")} {context.CompareVersionTo("2")}"));

        var versioned = await Client.ScheduleNewOrchestrationInstanceAsync(
            "Version", new StartOrchestrationOptions { Version = "1.10.0" }, Cancellation);

        (await EndOf(versioned)).ReadOutputAs<string>().ShouldBe("1.10.0 1 0 -1");
        (await RunAsync("Version")).ReadOutputAs<string>().ShouldBe(" -1 -1 -1");
    }

    [Fact]
    public async Task A_running_instance_keeps_its_id()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Wait", context => context.WaitForExternalEvent<string>("go")));
        await StartOf(await ScheduleAsync("Wait", id: "once"));

        await Should.ThrowAsync<OrchestrationAlreadyExistsException>(() => Client.ScheduleNewOrchestrationInstanceAsync(
            "Wait", new StartOrchestrationOptions("once").WithDedupeStatuses(OrchestrationRuntimeStatus.Running), Cancellation));

        await Client.RaiseEventAsync("once", "go", "still the first", Cancellation);
        (await EndOf("once")).ReadOutputAs<string>().ShouldBe("still the first");
    }

    [Fact]
    public async Task The_id_of_a_finished_instance_can_be_taken_again()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<string, string>("Echo", (_, text) => text));
        await RunAsync("Echo", "first", "again");

        (await RunAsync("Echo", "second", "again")).ReadOutputAs<string>().ShouldBe("second");
    }

    [Fact]
    public async Task The_id_of_a_finished_instance_is_kept_if_its_status_is_to_be_deduplicated()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<string, string>("Echo", (_, text) => text));
        await RunAsync("Echo", "first", "again");
        var options = new StartOrchestrationOptions("again").WithDedupeStatuses(OrchestrationRuntimeStatus.Completed);

        await Should.ThrowAsync<OrchestrationAlreadyExistsException>(
            () => Client.ScheduleNewOrchestrationInstanceAsync("Echo", "second", options, Cancellation));

        (await EndOf("again")).ReadOutputAs<string>().ShouldBe("first");
    }

    [Fact]
    public async Task A_running_instance_is_replaced_if_its_status_is_not_among_those_to_be_deduplicated()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<string, string>("Wait", async (context, text) =>
            $"{text} {await context.WaitForExternalEvent<string>("go")}"));
        await StartOf(await ScheduleAsync("Wait", "first", "again"));
        var options = new StartOrchestrationOptions("again").WithDedupeStatuses(OrchestrationRuntimeStatus.Completed);

        await Client.ScheduleNewOrchestrationInstanceAsync("Wait", "second", options, Cancellation);
        await StartOf("again");
        await Client.RaiseEventAsync("again", "go", "went", Cancellation);

        (await EndOf("again")).ReadOutputAs<string>().ShouldBe("second went");
    }

    [Fact]
    public async Task A_start_time_in_the_past_starts_at_once()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Now", _ => "now"));
        var options = new StartOrchestrationOptions(StartAt: TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(1));

        (await EndOf(await Client.ScheduleNewOrchestrationInstanceAsync("Now", options, Cancellation)))
            .ReadOutputAs<string>().ShouldBe("now");
    }

    private sealed record Person(string Name, int Age);
}
