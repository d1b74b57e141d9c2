namespace Integration.Local.AppHost.Tests.EndToEnd;

public sealed class LogTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task The_brokers_log_is_heard_when_more_is_asked_for()
    {
        await using var process = AppHostProcess.Start(_directory, "--verbose");

        await process.PrintsAsync("ready in");

        process.Output.ShouldContain("Integration.Local.ServiceBusEmulator.Broker");
    }

    [Fact]
    public async Task An_application_that_refuses_a_setting_is_one_line_that_says_why()
    {
        await using var process = AppHostProcess.Start(_directory, "--AuditAnchoring:Interval=00:00:01");

        (await process.EndAsync()).ShouldBe(1);

        var lines = process.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.ShouldHaveSingleItem().ShouldContain("Interval");
    }

    public void Dispose() => _directory.Dispose();
}
