using System.Collections.Concurrent;
using System.Globalization;
using CsCheck;
using Integration.Compliance;
using Integration.Local.DurableTask.Engine;
using Integration.Local.DurableTask.History;
using Integration.Local.DurableTask.Testing;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Integration.Local.DurableTask.Tests;

public sealed class FailurePropertiesTests : EngineTest
{
    private static readonly Gen<object?> Value = Gen.Recursive<object?>((depth, inner) =>
    {
        var simple = Gen.OneOf(
            Gen.String.Select(text => (object?)text),
            Gen.OneOf(Gen.Const("t:2026"), Gen.Const("o:"), Gen.Const("s:"), Gen.Const("dt:"), Gen.Const("")).Select(text => (object?)text),
            Gen.Double[-1e300, 1e300].Select(number => (object?)number),
            Gen.Bool.Select(flag => (object?)flag),
            Gen.DateTime.Utc.Select(at => (object?)at),
            Gen.DateTimeOffset.Select(at => (object?)at),
            Gen.Const((object?)null));
        return depth > 3 ? simple : Gen.OneOf(
            simple,
            inner.List[0, 3].Select(items => (object?)items),
            Gen.Dictionary(Gen.String, inner)[0, 3].Select(items => (object?)items));
    });

    [Fact]
    public void What_is_stored_of_properties_is_what_they_were() =>
        Gen.Dictionary(Gen.String, Value)[0, 4].Sample(properties =>
            Describe(FailureProperties.Deserialize(FailureProperties.Serialize(properties))).ShouldBe(Describe(properties)));

    [Fact]
    public void What_is_reduced_once_stays_as_it_is() =>
        Gen.Dictionary(Gen.String, Value)[0, 4].Sample(properties =>
            Describe(FailureProperties.Normalize(properties)).ShouldBe(Describe(properties)));

    [Fact]
    public void What_contains_itself_comes_to_an_end()
    {
        var endless = new Dictionary<string, object?>();
        endless["self"] = endless;

        FailureProperties.Serialize(FailureProperties.Normalize(endless)).ShouldContain("Dictionary");
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void A_number_that_is_none_is_its_text(object number, string text) =>
        FailureProperties.Normalize(new Dictionary<string, object?> { ["number"] = number })["number"].ShouldBe(text);

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{ "account": "" }""")]
    [InlineData("""{ "at": "t:yesterday" }""")]
    public void What_is_damaged_is_refused(string json) =>
        Should.Throw<InvalidDataException>(() => FailureProperties.Deserialize(json));

    [Fact]
    public async Task Code_sees_the_same_before_and_after_a_replay()
    {
        var seen = new ConcurrentQueue<object?>();
        void Register(DurableTaskRegistry tasks) => tasks
            .AddActivityFunc("Pay", (TaskActivityContext _) => throw new InvalidOperationException("No money"))
            .AddOrchestratorFunc("Case", async context =>
            {
                try
                {
                    await context.CallActivityAsync("Pay");
                }
                catch (TaskFailedException e)
                {
                    seen.Enqueue(e.FailureDetails.Properties!["missing"]);
                }

                await context.WaitForExternalEvent<string>("go");
            });
        await StartAsync(
            Register,
            options => options.ConfigureServices = services =>
                services.AddSingleton<IExceptionPropertiesProvider>(new Provider(_ => new() { ["missing"] = 12 })));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Case", Cancellation);
        while (History(id).Count < 3)
        {
            await Task.Yield();
        }

        await Host.RestartAsync(cancellation: Cancellation);
        await Client.RaiseEventAsync(id, "go", cancellation: Cancellation);
        await EndOf(id);

        RecordedHistory.Parse(Host.Record(id).ToString()).Replay(Register);
        seen.ShouldBe([12.0, 12.0, 12.0]);
    }

    [Fact]
    public async Task A_provider_that_fails_itself_does_not_hide_the_failure()
    {
        using var log = new LogLines();
        await StartAsync(
            tasks => tasks.AddOrchestratorFunc("Case", (TaskOrchestrationContext _) => throw new InvalidOperationException("No money")),
            options => options.ConfigureServices = services => services
                .AddSingleton<IExceptionPropertiesProvider>(new Provider(_ => throw new NotSupportedException("Not that one")))
                .AddSingleton<ILoggerProvider>(log));

        var failure = (await RunAsync("Case")).FailureDetails.ShouldNotBeNull();

        failure.ErrorMessage.ShouldBe("No money");
        failure.Properties.ShouldBeNull();
        log.Of(typeof(FailureDetailsFactory).FullName!).ShouldHaveSingleItem().ShouldContain("provider of exception properties failed");
    }

    /// <summary>Everything of a value: its type, and what it holds to the last digit.</summary>
    private static string Describe(object? value) => value switch
    {
        null => "null",
        IDictionary<string, object?> map => $"{{{string.Join(", ", map.Select(item => $"{item.Key}: {Describe(item.Value)}"))}}}",
        IEnumerable<object?> list => $"[{string.Join(", ", list.Select(Describe))}]",
        DateTime at => $"{at:O}",
        DateTimeOffset at => $"{at:O} with offset",
        _ => string.Create(CultureInfo.InvariantCulture, $"{value.GetType().Name} {value}"),
    };

    private sealed class Provider(Func<Exception, Dictionary<string, object?>?> properties) : IExceptionPropertiesProvider
    {
        public IDictionary<string, object?>? GetExceptionProperties(Exception exception) => properties(exception);
    }
}
