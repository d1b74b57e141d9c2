using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;

namespace Integration.Compliance;

public sealed class MetadataTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 30, 15, TimeSpan.Zero);

    [Fact]
    public void Its_text_tells_who_it_is_and_when() =>
        new OrchestrationMetadata("Greet", "one")
        {
            RuntimeStatus = OrchestrationRuntimeStatus.Pending,
            CreatedAt = At,
            LastUpdatedAt = At.AddMinutes(1),
        }.ToString().ShouldBe(
            "[Name: 'Greet', ID: 'one', RuntimeStatus: Pending, CreatedAt: 2026-03-01T12:30:15, LastUpdatedAt: 2026-03-01T12:31:15]");

    [Fact]
    public void Its_text_tells_what_went_in_and_out_shortened_to_50_characters() =>
        new OrchestrationMetadata("Greet", "one")
        {
            RuntimeStatus = OrchestrationRuntimeStatus.Failed,
            CreatedAt = At,
            LastUpdatedAt = At,
            SerializedInput = new string('i', 51),
            SerializedOutput = new string('o', 50),
            FailureDetails = new TaskFailureDetails("System.TimeoutException", new string('f', 51), null, null, null),
        }.ToString().ShouldBe(
            "[Name: 'Greet', ID: 'one', RuntimeStatus: Failed, CreatedAt: 2026-03-01T12:30:15, LastUpdatedAt: 2026-03-01T12:30:15, "
            + $"Input: '{new string('i', 50)}...', Output: '{new string('o', 50)}', "
            + $"FailureDetails: 'System.TimeoutException - {new string('f', 50)}...']");

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Pending, false, false)]
    [InlineData(OrchestrationRuntimeStatus.Running, true, false)]
    [InlineData(OrchestrationRuntimeStatus.Suspended, false, false)]
    [InlineData(OrchestrationRuntimeStatus.Completed, false, true)]
    [InlineData(OrchestrationRuntimeStatus.Failed, false, true)]
    [InlineData(OrchestrationRuntimeStatus.Terminated, false, true)]
    public void Its_status_says_whether_it_runs_and_whether_it_has_ended(OrchestrationRuntimeStatus status, bool running, bool completed)
    {
        var metadata = new OrchestrationMetadata("Greet", "one") { RuntimeStatus = status };

        metadata.IsRunning.ShouldBe(running);
        metadata.IsCompleted.ShouldBe(completed);
    }

    [Fact]
    public void Payloads_are_read_by_its_converter()
    {
        var metadata = new OrchestrationMetadata("Greet", "one")
        {
            DataConverter = JsonDataConverter.Default,
            SerializedInput = "[1,2]",
            SerializedOutput = "\"out\"",
        };

        metadata.ReadInputAs<int[]>().ShouldBe([1, 2]);
        metadata.ReadOutputAs<string>().ShouldBe("out");
        metadata.ReadCustomStatusAs<string>().ShouldBeNull();
    }

    [Fact]
    public void Without_a_converter_nothing_can_be_read() =>
        Should.Throw<InvalidOperationException>(() => new OrchestrationMetadata("Greet", "one").ReadOutputAs<string>());
}
