using Integration.Local.FunctionsHost.CommandLine;

namespace Integration.Local.FunctionsHost.Tests.Starting;

public sealed class HostArgumentsTests
{
    [Fact]
    public void Options_are_the_hosts_and_everything_else_is_a_setting_of_the_app()
    {
        var options = HostArguments.Read(
            ["--App=out", "--httpPort=0", "--DataDirectory=data", "--Greeting=Hello=you", "--Part:Of=a", "--Other__Part=b"]);
        (options.App, options.HttpPort, options.DataDirectory).ShouldBe(("out", 0, "data"));
        options.Settings.ShouldBe(
            new Dictionary<string, string> { ["Greeting"] = "Hello=you", ["Part:Of"] = "a", ["Other__Part"] = "b" }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("--HttpPort=many", "--HttpPort=many is no port")]
    [InlineData("--HtpPort=1", "Did you mean --HttpPort?")]
    [InlineData("--DataDirectroy=x", "Did you mean --DataDirectory?")]
    [InlineData("--Greeting", "'--Greeting' has no value: write --Greeting=…")]
    [InlineData("Greeting=x", "'Greeting=x' cannot be read. Write --Name=Value")]
    public void What_cannot_be_read_is_told_with_what_would_be_right(string argument, string told) =>
        Should.Throw<HostStartException>(() => HostArguments.Read(["--App=out", argument]))
            .Problems.ShouldHaveSingleItem().ShouldContain(told);

    [Fact]
    public void A_start_without_an_app_is_told_what_to_give() =>
        Should.Throw<HostStartException>(() => HostArguments.Read([])).Message.ShouldContain("--App=<folder>");
}
