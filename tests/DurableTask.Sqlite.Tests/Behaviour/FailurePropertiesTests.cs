using Microsoft.DurableTask;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Local.DurableTask.Sqlite.Tests.Behaviour;

public sealed class FailurePropertiesTests : BehaviourTest
{
    [Fact]
    public async Task What_the_application_knows_of_an_exception_and_of_its_cause_is_kept_with_the_failure()
    {
        await StartAsync(
            tasks => tasks
                .AddActivityFunc("Pay", (TaskActivityContext _) =>
                    throw new PaymentException("Outer", new PaymentException("Inner")))
                .AddOrchestratorFunc("Case", context => context.CallActivityAsync("Pay")),
            services => services.AddSingleton<IExceptionPropertiesProvider, PaymentProperties>());

        var failure = (await RunAsync("Case")).FailureDetails.ShouldNotBeNull().InnerFailure.ShouldNotBeNull();

        var properties = failure.Properties.ShouldNotBeNull();
        properties["account"].ShouldBe("Outer");
        properties["amount"].ShouldBe(1.5);
        properties["final"].ShouldBe(true);
        properties["nothing"].ShouldBeNull();
        failure.InnerFailure.ShouldNotBeNull().Properties.ShouldNotBeNull()["account"].ShouldBe("Inner");
    }

    private sealed class PaymentException(string message, Exception? cause = null) : Exception(message, cause);

    private sealed class PaymentProperties : IExceptionPropertiesProvider
    {
        public IDictionary<string, object?> GetExceptionProperties(Exception exception) => new Dictionary<string, object?>
        {
            ["account"] = exception.Message,
            ["amount"] = 1.5,
            ["final"] = true,
            ["nothing"] = null,
        };
    }
}
