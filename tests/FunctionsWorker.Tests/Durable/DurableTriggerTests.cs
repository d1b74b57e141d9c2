using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Local.FunctionsWorker.Tests.Durable;

public sealed class DurableTriggerTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly PriceList _prices = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_starts_an_orchestration_that_calls_activities_and_answers()
    {
        await using var host = await StartAsync();
        (await host.GetAsync("/api/orders/4")).ShouldBe(
            (HttpStatusCode.OK, """GET [{"Fruit":0,"Count":4},{"Fruit":1,"Count":1}] 11"""));
        _prices.Asked.ShouldBe(["Apple", "Pear"]);
    }

    [Fact]
    public async Task Payloads_are_written_as_the_application_serializes_json()
    {
        await using var host = await StartAsync(builder => builder.Services.Configure<JsonSerializerOptions>(json =>
        {
            json.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
            json.Converters.Add(new JsonStringEnumConverter());
        }));
        (await host.GetAsync("/api/orders/1")).Body.ShouldBe(
            """GET [{"fruit":"Apple","count":1},{"fruit":"Pear","count":1}] 5""");
    }

    [Fact]
    public async Task An_orchestration_and_an_activity_can_have_other_names_than_their_functions()
    {
        await using var host = await StartAsync();
        (await RunAsync(host, "ByAnotherName")).ReadOutputAs<string>().ShouldBe("there Echo True");
    }

    [Fact]
    public async Task A_failed_activity_tells_its_orchestrator_what_was_thrown_and_is_logged()
    {
        await using var host = await StartAsync();
        (await RunAsync(host, nameof(OrderFunctions.CatchFailure))).ReadOutputAs<string>()
            .ShouldBe("Fail|System.InvalidOperationException|the apples are gone|too late");
        host.Logs.At(LogLevel.Error).ShouldHaveSingleItem().ShouldContain("Fail (");
    }

    [Fact]
    public async Task A_failed_orchestration_keeps_its_reason_and_is_logged()
    {
        await using var host = await StartAsync();
        var end = await RunAsync(host, nameof(OrderFunctions.FailLate));
        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        end.FailureDetails!.ErrorMessage.ShouldBe("no use");
        host.Logs.At(LogLevel.Error).ShouldHaveSingleItem().ShouldContain($"FailLate of {end.InstanceId} failed");
    }

    [Fact]
    public async Task Middleware_is_around_orchestrators_and_activities()
    {
        var trail = new ConcurrentQueue<string>();
        await using var host = await StartAsync(builder => builder.UseMiddleware(async (context, next) =>
        {
            trail.Enqueue($"> {context.FunctionDefinition.Name}");
            await next();
            trail.Enqueue($"{context.FunctionDefinition.Name} = {context.GetInvocationResult().Value}");
        }));
        await RunAsync(host, nameof(OrderFunctions.Order), new[] { new OrderFunctions.Line(OrderFunctions.Fruit.Apple, 3) });
        trail.ShouldBe(["> Order", "> Price", "Price = 6", "Order = 6"]);
    }

    [Fact]
    public async Task Middleware_that_awaits_something_else_around_an_orchestrator_is_found_out()
    {
        var foreign = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await StartAsync(builder => builder.UseMiddleware(async (_, next) =>
        {
            await foreign.Task;
            await next();
        }));
        var id = await Client(host).ScheduleNewOrchestrationInstanceAsync(nameof(OrderFunctions.Order), Token);
        await Client(host).WaitForInstanceStartAsync(id, Token).WaitAsync(Soon, Token);
        foreign.SetResult();
        (await EndOf(host, id)).FailureDetails!.ErrorType.ShouldContain("NonDeterministic");
    }

    [Fact]
    public async Task An_orchestration_goes_on_after_a_restart_without_repeating_what_was_done()
    {
        await using var host = await StartAsync();
        var id = await Client(host).ScheduleNewOrchestrationInstanceAsync(nameof(OrderFunctions.Approve), Token);
        await PricedAsync(host, id);

        await host.RestartAsync();
        await Client(host).RaiseEventAsync(id, "decision", "yes", Token);

        (await EndOf(host, id)).ReadOutputAs<string>().ShouldBe("2 yes");
        _prices.Asked.ShouldBe(["Apple"]);
    }

    [Fact]
    public async Task An_activity_that_a_stopping_host_cancels_has_not_failed_but_runs_again()
    {
        var time = new FakeTimeProvider();
        var room = new PatientFunctions.Room();
        await using var host = await StartPatientAsync(room, time);
        var id = await Client(host).ScheduleNewOrchestrationInstanceAsync(nameof(PatientFunctions.Crowd), 1, Token);
        await room.EnteredAsync(1, Token);

        // A request that is not done keeps the engine alive beyond the activity's end.
        var request = host.GetAsync("/api/hold");
        await room.EnteredAsync(1, Token);
        var restart = host.RestartAsync();
        time.Advance(TimeSpan.FromSeconds(30) * 0.75);
        await room.Left.Task.WaitAsync(Soon, Token);
        await RunAsync(host, nameof(PatientFunctions.Crowd), 0);
        (await Client(host).GetInstanceAsync(id, Token))!.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Running);

        room.Open.SetResult();
        (await request).Body.ShouldBe("GET");
        await restart.WaitAsync(Soon, Token);
        (await EndOf(host, id)).ReadOutputAs<int>().ShouldBe(1);
    }

    [Fact]
    public async Task As_many_activities_run_at_once_as_host_json_says()
    {
        var room = new PatientFunctions.Room();
        await using var host = await StartPatientAsync(room, TimeProvider.System);
        var id = await Client(host).ScheduleNewOrchestrationInstanceAsync(nameof(PatientFunctions.Crowd), 10, Token);
        (await room.EnteredAsync(4, Token)).ShouldBe(4);
        room.Open.SetResult();
        (await EndOf(host, id)).ReadOutputAs<int>().ShouldBe(10);
        (await room.EnteredAsync(6, Token)).ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public async Task A_host_without_durable_functions_has_no_engine()
    {
        await using var host = await TestHost.StartAsync(typeof(Middleware.GuardedFunctions));
        host.Services.GetService<DurableTaskClient>().ShouldBeNull();
    }

    private static DurableTaskClient Client(TestHost host) => host.Services.GetRequiredService<DurableTaskClient>();

    private static Task<OrchestrationMetadata> EndOf(TestHost host, string id) =>
        Client(host).WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Token).WaitAsync(Soon, Token);

    private static async Task<OrchestrationMetadata> RunAsync(TestHost host, string name, object? input = null) =>
        await EndOf(host, await Client(host).ScheduleNewOrchestrationInstanceAsync(name, input, Token));

    private static async Task PricedAsync(TestHost host, string id)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(Soon);
        var client = Client(host);
        while ((await client.GetInstanceAsync(id, getInputsAndOutputs: true, patience.Token))?.SerializedCustomStatus != "\"priced\"")
        {
            await Task.Yield();
        }
    }

    private Task<TestHost> StartAsync(Action<FunctionsApplicationBuilder>? configure = null) =>
        TestHost.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton(_prices);
                configure?.Invoke(builder);
            },
            [],
            typeof(OrderFunctions));

    private static Task<TestHost> StartPatientAsync(PatientFunctions.Room room, TimeProvider time) => TestHost.StartAsync(
        builder => builder.Services.AddSingleton(room).AddSingleton(time), [], typeof(PatientFunctions));
}
