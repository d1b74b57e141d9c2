using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Sqlite.Tests.Behaviour;

public sealed class ActivityTests : BehaviourTest
{
    [Fact]
    public async Task An_activity_takes_an_input_and_gives_an_output()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<Order, Receipt>("Buy", (context, order) => context.CallActivityAsync<Receipt>("Charge", order))
            .AddActivityFunc<Order, Receipt>("Charge", (_, order) =>
                new Receipt(order, order.Lines.Sum(line => line.Price * line.Count), new Dictionary<string, bool> { ["paid"] = true })));
        var order = new Order("A-1", [new Line("pen", 2, 1.25m), new Line("book", 1, 20m)], new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc));

        var receipt = (await RunAsync("Buy", order)).ReadOutputAs<Receipt>().ShouldNotBeNull();

        receipt.Total.ShouldBe(22.5m);
        receipt.Flags.ShouldContainKeyAndValue("paid", true);
        receipt.Order.Lines.ShouldBe(order.Lines);
        receipt.Order.PlacedAt.ShouldBe(order.PlacedAt);
    }

    [Fact]
    public async Task An_activity_without_input_or_output_gives_null()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Outer", async context =>
            {
                await context.CallActivityAsync("Nothing");
                return await context.CallActivityAsync<object?>("Nothing") is null;
            })
            .AddActivityFunc("Nothing", _ => { }));

        (await RunAsync("Outer")).ReadOutputAs<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task An_activity_knows_its_name_and_its_instance()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Outer", context => context.CallActivityAsync<string>("Inner"))
            .AddActivityFunc("Inner", context => $"{context.Name} of {context.InstanceId}"));

        (await RunAsync("Outer", id: "one")).ReadOutputAs<string>().ShouldBe("Inner of one");
    }

    [Fact]
    public async Task A_failed_activity_throws_a_task_failed_exception_that_tells_what_failed()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Outer", async context =>
            {
                try
                {
                    await context.CallActivityAsync("Fine");
                    await context.CallActivityAsync("Refuse");
                    return null;
                }
                catch (TaskFailedException e)
                {
                    return new Caught(e.TaskName, e.TaskId, e.Message, e.FailureDetails.ErrorType, e.FailureDetails.ErrorMessage);
                }
            })
            .AddActivityFunc("Fine", _ => { })
            .AddActivityFunc("Refuse", (TaskActivityContext _) => throw new InvalidOperationException("Not today.")));

        (await RunAsync("Outer")).ReadOutputAs<Caught>().ShouldBe(new Caught(
            "Refuse",
            1,
            "Task 'Refuse' (#1) failed with an unhandled exception: Not today.",
            "System.InvalidOperationException",
            "Not today."));
    }

    [Fact]
    public async Task The_failure_of_an_activity_fails_the_orchestration_that_does_not_catch_it()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Outer", context => context.CallActivityAsync("Refuse"))
            .AddActivityFunc("Refuse", (TaskActivityContext _) => throw new InvalidOperationException("Not today.")));

        var end = await RunAsync("Outer");

        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        end.SerializedOutput.ShouldBe(end.FailureDetails?.ToString());
        var failure = end.FailureDetails.ShouldNotBeNull();
        failure.ErrorType.ShouldBe("Microsoft.DurableTask.TaskFailedException");
        failure.ErrorMessage.ShouldBe("Task 'Refuse' (#0) failed with an unhandled exception: Not today.");
        failure.StackTrace.ShouldNotBeNullOrEmpty();
        var inner = failure.InnerFailure.ShouldNotBeNull();
        inner.ErrorType.ShouldBe("System.InvalidOperationException");
        inner.ErrorMessage.ShouldBe("Not today.");
        inner.StackTrace.ShouldNotBeNull().ShouldContain(nameof(ActivityTests));
        inner.InnerFailure.ShouldBeNull();
    }

    [Fact]
    public async Task Inner_exceptions_of_a_failed_activity_are_kept_to_the_last()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Outer", context => context.CallActivityAsync("Refuse"))
            .AddActivityFunc("Refuse", (TaskActivityContext _) => throw new InvalidOperationException(
                "Outer.", new TimeoutException("Middle.", new RefusedException("Inner.")))));

        var failure = (await RunAsync("Outer")).FailureDetails.ShouldNotBeNull().InnerFailure.ShouldNotBeNull();

        failure.ErrorMessage.ShouldBe("Outer.");
        failure.InnerFailure.ShouldNotBeNull().ErrorType.ShouldBe("System.TimeoutException");
        failure.InnerFailure!.InnerFailure.ShouldNotBeNull().ErrorType.ShouldBe(typeof(RefusedException).FullName);
        failure.InnerFailure.InnerFailure!.ErrorMessage.ShouldBe("Inner.");
        failure.InnerFailure.InnerFailure.InnerFailure.ShouldBeNull();
    }

    [Fact]
    public async Task Calls_fan_out_and_in_in_the_order_of_the_code()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Many", async context =>
                await Task.WhenAll(Enumerable.Range(0, 30).Select(i => context.CallActivityAsync<int>("Square", i))))
            .AddActivityFunc<int, int>("Square", async (_, n) =>
            {
                await Task.Yield();
                return n * n;
            }));

        (await RunAsync("Many")).ReadOutputAs<int[]>().ShouldBe([.. Enumerable.Range(0, 30).Select(n => n * n)]);
    }

    [Fact]
    public async Task Of_many_calls_that_fail_one_is_thrown_and_all_are_there()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Many", async context =>
            {
                var calls = Enumerable.Range(0, 3).Select(i => context.CallActivityAsync("Refuse", i)).ToList();
                try
                {
                    await Task.WhenAll(calls);
                    return string.Empty;
                }
                catch (TaskFailedException e)
                {
                    return $"{e.FailureDetails.ErrorMessage} of {calls.Count(call => call.IsFaulted)}";
                }
            })
            .AddActivityFunc<int>("Refuse", (_, i) => throw new InvalidOperationException($"Number {i}")));

        (await RunAsync("Many")).ReadOutputAs<string>().ShouldBeOneOf("Number 0 of 3", "Number 1 of 3", "Number 2 of 3");
    }

    [Fact]
    public async Task Of_two_calls_the_faster_wins_and_the_other_is_left()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Race", async context =>
            {
                var slow = context.CallActivityAsync<string>("Slow");
                var fast = context.CallActivityAsync<string>("Fast");
                var winner = await Task.WhenAny(slow, fast);
                return $"{await winner} {slow.IsCompleted}";
            })
            .AddActivityFunc("Slow", async _ =>
            {
                await Task.Delay(5 * Moment);
                return "slow";
            })
            .AddActivityFunc("Fast", _ => "fast"));

        (await RunAsync("Race")).ReadOutputAs<string>().ShouldBe("fast False");
    }

    [Fact]
    public async Task A_large_input_and_output_come_through_whole()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<string, string>("Outer", (context, text) => context.CallActivityAsync<string>("Echo", text))
            .AddActivityFunc<string, string>("Echo", (_, text) => text + text));
        var text = new string('é', 50_000);

        (await RunAsync("Outer", text)).ReadOutputAs<string>().ShouldBe(text + text);
    }

    public sealed record Order(string Id, List<Line> Lines, DateTime PlacedAt);

    public sealed record Line(string Item, int Count, decimal Price);

    public sealed record Receipt(Order Order, decimal Total, Dictionary<string, bool> Flags);

    private sealed record Caught(string TaskName, int TaskId, string Message, string ErrorType, string ErrorMessage);

    public sealed class RefusedException(string message) : Exception(message);
}
