using Microsoft.DurableTask;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Compliance;

public sealed class FailurePropertiesTests : ComplianceTest
{
    private static readonly DateTime At = new(2026, 3, 1, 12, 30, 15, DateTimeKind.Utc);

    [Fact]
    public async Task Code_sees_what_the_provider_knows_of_an_activity_s_exception_and_of_its_causes()
    {
        await StartAsync(
            tasks => Register(tasks).AddOrchestratorFunc("Case", async context =>
            {
                try
                {
                    await context.CallActivityAsync("Pay");
                    return "paid";
                }
                catch (TaskFailedException e)
                {
                    return $"{e.FailureDetails.Properties!["account"]}, {e.FailureDetails.InnerFailure!.Properties!["account"]}";
                }
            }),
            AddProvider(exception => new() { ["account"] = exception.Message }));

        (await RunAsync("Case")).ReadOutputAs<string>().ShouldBe("Outer, Inner");
    }

    [Fact]
    public async Task An_orchestration_that_fails_over_a_task_has_the_properties_of_the_task_s_failure()
    {
        await StartAsync(
            tasks => Register(tasks).AddOrchestratorFunc("Case", context => context.CallActivityAsync("Pay")),
            AddProvider(exception => new() { ["account"] = exception.Message }));

        var failure = (await RunAsync("Case")).FailureDetails.ShouldNotBeNull();

        failure.Properties.ShouldNotBeNull()["account"].ShouldBe("Outer");
        failure.InnerFailure.ShouldNotBeNull().Properties.ShouldNotBeNull()["account"].ShouldBe("Outer");
    }

    [Fact]
    public async Task An_orchestration_that_fails_by_itself_has_properties_too()
    {
        await StartAsync(
            tasks => tasks.AddOrchestratorFunc("Case", (TaskOrchestrationContext _) => throw new PaymentException("Direct")),
            AddProvider(exception => new() { ["account"] = exception.Message }));

        (await RunAsync("Case")).FailureDetails.ShouldNotBeNull().Properties.ShouldNotBeNull()["account"].ShouldBe("Direct");
    }

    [Fact]
    public async Task Numbers_texts_truth_values_times_lists_and_dictionaries_are_kept_and_whatever_else_is_its_text()
    {
        await StartAsync(
            tasks => Register(tasks).AddOrchestratorFunc("Case", context => context.CallActivityAsync("Pay")),
            AddProvider(_ => new()
            {
                ["integer"] = 42,
                ["decimal"] = 1.5m,
                ["text"] = "of it",
                ["flag"] = true,
                ["nothing"] = null,
                ["time"] = At,
                ["time with offset"] = new DateTimeOffset(At),
                ["list"] = new object?[] { 1, "two", null },
                ["dictionary"] = new Dictionary<string, object?> { ["a"] = 1, ["b"] = "x" },
                ["enum"] = DayOfWeek.Friday,
                ["id"] = Guid.Empty,
                ["duration"] = TimeSpan.FromSeconds(3),
            }));

        var properties = (await RunAsync("Case")).FailureDetails.ShouldNotBeNull().Properties.ShouldNotBeNull();

        properties["integer"].ShouldBe(42.0);
        properties["decimal"].ShouldBe(1.5);
        properties["text"].ShouldBe("of it");
        properties["flag"].ShouldBe(true);
        properties["nothing"].ShouldBeNull();
        properties["time"].ShouldBe(At);
        properties["time with offset"].ShouldBe(new DateTimeOffset(At));
        properties["list"].ShouldBeOfType<List<object?>>().ShouldBe([1.0, "two", null]);
        properties["dictionary"].ShouldBeOfType<Dictionary<string, object?>>()
            .ShouldBe(new Dictionary<string, object?> { ["a"] = 1.0, ["b"] = "x" });
        properties["enum"].ShouldBe("Friday");
        properties["id"].ShouldBe("00000000-0000-0000-0000-000000000000");
        properties["duration"].ShouldBe("00:00:03");
    }

    private static DurableTaskRegistry Register(DurableTaskRegistry tasks) => tasks.AddActivityFunc(
        "Pay", (TaskActivityContext _) => throw new PaymentException("Outer", new PaymentException("Inner")));

    private static Action<IServiceCollection> AddProvider(Func<Exception, Dictionary<string, object?>> properties) =>
        services => services.AddSingleton<IExceptionPropertiesProvider>(new Provider(properties));

    private sealed class PaymentException(string message, Exception? cause = null) : Exception(message, cause);

    private sealed class Provider(Func<Exception, Dictionary<string, object?>> properties) : IExceptionPropertiesProvider
    {
        public IDictionary<string, object?>? GetExceptionProperties(Exception exception) =>
            exception is PaymentException ? properties(exception) : null;
    }
}
