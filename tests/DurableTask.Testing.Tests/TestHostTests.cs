using Integration.Local.DurableTask.Testing.Tests.Orchestrations;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Local.DurableTask.Testing.Tests;

public sealed class TestHostTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Three_lines_run_an_orchestrator_with_an_activity_of_the_test()
    {
        await using var host = await DurableTaskTestHost.StartAsync(
            tasks => tasks.AddOrchestrator<Greeting>().AddActivityFunc<string, string>("Greet", (_, name) => $"Hello, {name}"), cancellation: Cancel);
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Greeting), "Ada", Cancel);
        var end = await host.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Cancel);

        end.ReadOutputAs<string>().ShouldBe("Hello, Ada");
    }

    [Fact]
    public async Task A_year_of_timers_goes_by_as_the_clock_is_set()
    {
        var clock = new FakeTimeProvider(Start);
        await using var host = await DurableTaskTestHost.StartAsync(
            tasks => tasks.AddOrchestrator<Reminders>(), new DurableTaskTestHostOptions { Time = clock }, Cancel);
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Reminders), 12, Cancel);

        for (var month = 1; month <= 12; month++)
        {
            await StatusAsync(host, id, $"waits for reminder {month}");
            clock.Advance(TimeSpan.FromDays(30));
        }

        (await EndAsync(host, id)).ReadOutputAs<DateTime>().ShouldBe(Start.UtcDateTime.AddDays(360));
    }

    [Fact]
    public async Task A_timer_that_is_not_due_by_the_clock_does_not_fire()
    {
        var clock = new FakeTimeProvider(Start);
        await using var host = await DurableTaskTestHost.StartAsync(
            tasks => tasks.AddOrchestrator<Reminders>().AddOrchestratorFunc("Other", _ => "done"),
            new DurableTaskTestHostOptions { Time = clock },
            Cancel);
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Reminders), 1, Cancel);
        await StatusAsync(host, id, "waits for reminder 1");

        clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromTicks(1));
        await EndAsync(host, await host.Client.ScheduleNewOrchestrationInstanceAsync("Other", Cancel));

        (await host.Client.GetInstanceAsync(id, Cancel)).ShouldNotBeNull().IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task The_host_says_whether_an_instance_waits_for_nothing_but_time()
    {
        var clock = new FakeTimeProvider(Start);
        var (asked, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var host = await DurableTaskTestHost.StartAsync(
            tasks => tasks
                .AddOrchestratorFunc("Case", async context =>
                {
                    await context.CallActivityAsync("Work");
                    context.SetCustomStatus("sleeps");
                    await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                })
                .AddActivityFunc("Work", async _ =>
                {
                    asked.SetResult();
                    await release.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
                }),
            new DurableTaskTestHostOptions { Time = clock },
            Cancel);
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Case", Cancel);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancel);

        (await host.WaitsForTimeAsync(id, Cancel)).ShouldBeFalse();
        release.SetResult();
        await StatusAsync(host, id, "sleeps");
        (await host.WaitsForTimeAsync(id, Cancel)).ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_under_way_goes_on_after_a_restart()
    {
        var clock = new FakeTimeProvider(Start);
        await using var host = await DurableTaskTestHost.StartAsync(
            tasks => tasks.AddOrchestrator<Reminders>(), new DurableTaskTestHostOptions { Time = clock }, Cancel);
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Reminders), 1, Cancel);
        await StatusAsync(host, id, "waits for reminder 1");

        await host.RestartAsync(cancellation: Cancel);
        clock.Advance(TimeSpan.FromDays(30));

        (await EndAsync(host, id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
    }

    [Fact]
    public async Task Code_that_is_not_deterministic_fails_its_test()
    {
        var runs = 0;
        await using var host = await DurableTaskTestHost.StartAsync(
            tasks => tasks
                .AddActivityFunc("Odd", _ => 1)
                .AddActivityFunc("Even", _ => 2)
                .AddOrchestratorFunc("Fickle", context =>
                    context.CallActivityAsync<int>(Interlocked.Increment(ref runs) % 2 == 0 ? "Even" : "Odd")),
            cancellation: Cancel);

        var end = await EndAsync(host, await host.Client.ScheduleNewOrchestrationInstanceAsync("Fickle", Cancel));

        end.FailureDetails.ShouldNotBeNull().ErrorType.ShouldBe("DurableTask.Core.Exceptions.NonDeterministicOrchestrationException");
    }

    [Fact]
    public async Task Code_that_changed_under_an_instance_fails_that_instance_and_spares_the_others()
    {
        await using var host = await DurableTaskTestHost.StartAsync(tasks => Register(tasks, "Old"), cancellation: Cancel);
        var changing = await host.Client.ScheduleNewOrchestrationInstanceAsync("Changing", Cancel);
        var steady = await host.Client.ScheduleNewOrchestrationInstanceAsync("Steady", Cancel);
        await StatusAsync(host, changing, "waits");
        await StatusAsync(host, steady, "waits");

        await host.RestartAsync(tasks => Register(tasks, "New"), Cancel);
        await host.Client.RaiseEventAsync(changing, "go", Cancel);
        await host.Client.RaiseEventAsync(steady, "go", Cancel);

        (await EndAsync(host, changing)).FailureDetails.ShouldNotBeNull().ErrorMessage.ShouldContain("'Old'");
        (await EndAsync(host, steady)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);

        static void Register(DurableTaskRegistry tasks, string activity) => tasks
            .AddOrchestratorFunc("Changing", async context =>
            {
                context.SetCustomStatus("waits");
                var called = context.CallActivityAsync(activity);
                await context.WaitForExternalEvent<string?>("go");
                await called;
            })
            .AddOrchestratorFunc("Steady", context =>
            {
                context.SetCustomStatus("waits");
                return context.WaitForExternalEvent<string?>("go");
            })
            .AddActivityFunc("Old", _ => { })
            .AddActivityFunc("New", _ => { });
    }

    [Fact]
    public async Task An_orchestrator_that_nobody_registered_fails_its_instance()
    {
        await using var host = await DurableTaskTestHost.StartAsync(_ => { }, cancellation: Cancel);

        var end = await EndAsync(host, await host.Client.ScheduleNewOrchestrationInstanceAsync("Nobody", Cancel));

        end.FailureDetails.ShouldNotBeNull().ToString().ShouldBe("OrchestratorTaskNotFound: No orchestrator task named 'Nobody' was found.");
    }

    [Fact]
    public async Task An_activity_that_nobody_registered_fails_its_call_at_once()
    {
        await using var host = await DurableTaskTestHost.StartAsync(
            tasks => tasks.AddOrchestratorFunc("Outer", context => context.CallActivityAsync(
                "Nobody", options: TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromHours(1))))),
            cancellation: Cancel);

        var end = await EndAsync(host, await host.Client.ScheduleNewOrchestrationInstanceAsync("Outer", Cancel));

        end.FailureDetails.ShouldNotBeNull().InnerFailure.ShouldNotBeNull().ErrorType.ShouldBe("ActivityTaskNotFound");
    }

    [Fact]
    public async Task Each_execution_of_an_activity_has_services_of_its_own_scope()
    {
        await using var host = await DurableTaskTestHost.StartAsync(
            tasks => tasks.AddActivity<Ticketing>().AddOrchestratorFunc("Draw", async context =>
                await context.CallActivityAsync<int>(nameof(Ticketing)) != await context.CallActivityAsync<int>(nameof(Ticketing))),
            new DurableTaskTestHostOptions { ConfigureServices = services => services.AddScoped<Ticket>() },
            Cancel);

        var end = await EndAsync(host, await host.Client.ScheduleNewOrchestrationInstanceAsync("Draw", Cancel));

        end.ReadOutputAs<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Nothing_is_left_behind()
    {
        string folder;
        await using (var host = await DurableTaskTestHost.StartAsync(_ => { }, cancellation: Cancel))
        {
            folder = Path.GetDirectoryName(host.DatabasePath)!;
            File.Exists(host.DatabasePath).ShouldBeTrue();
        }

        Directory.Exists(folder).ShouldBeFalse();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<OrchestrationMetadata> EndAsync(DurableTaskTestHost host, string id) =>
        host.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Cancel).WaitAsync(TimeSpan.FromSeconds(20), Cancel);

    private static async Task StatusAsync(DurableTaskTestHost host, string id, string wanted)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while ((await host.Client.GetInstanceAsync(id, getInputsAndOutputs: true, patience.Token))?.ReadCustomStatusAs<string>() != wanted)
        {
            await Task.Delay(1, patience.Token);
        }
    }
}
