using Integration.Local.AppHost.CommandLine;
using Integration.Local.AppHost.Running;

namespace Integration.Local.AppHost.Tests.CommandLine;

public sealed class SettingArgumentsTests
{
    [Fact]
    public void Settings_are_told_from_commands_and_options()
    {
        var (settings, words) = SettingArguments.Split(
            ["demo", "--Local:HttpPort=0", "--timeout=5s", "--Logging:LogLevel:Microsoft.AspNetCore=Debug", "--WEBSITE_TIME_ZONE=UTC", "-v"],
            ["--timeout", "-v"]);

        settings.ShouldBe(["--Local:HttpPort=0", "--Logging:LogLevel:Microsoft.AspNetCore=Debug", "--WEBSITE_TIME_ZONE=UTC"]);
        words.ShouldBe(["demo", "--timeout=5s", "-v"]);
    }

    [Fact]
    public void Without_settings_the_well_known_ports_and_the_clone_are_used()
    {
        var options = SettingArguments.Read([], []);

        (options.HttpPort, options.AmqpPort, options.TablePort).ShouldBe((7071, 5672, 10002));
        options.DataDirectory.ShouldBe(Path.Combine(Clone.Directory, ".local"));
        options.PassedOn.ShouldBeEmpty();
    }

    [Fact]
    public void The_section_Local_is_read_and_the_rest_is_passed_on_as_it_is()
    {
        var options = SettingArguments.Read(
            [
                "--Local:HttpPort=1", "--A:B=c=d", "--local:amqpport=2", "--Local:TablePort=0", "--Local:DataDirectory=some/where",
                "--Plain=", "--A:B=e",
            ],
            []);

        (options.HttpPort, options.AmqpPort, options.TablePort).ShouldBe((1, 2, 0));
        options.DataDirectory.ShouldBe(Path.GetFullPath("some/where"));
        options.PassedOn.ShouldBe(new Dictionary<string, string> { ["A:B"] = "e", ["Plain"] = "" }, ignoreOrder: true);
    }

    [Fact]
    public void Any_free_port_may_be_asked_for_more_than_once() =>
        SettingArguments.Read(["--Local:HttpPort=0", "--Local:AmqpPort=0", "--Local:TablePort=0"], []).HttpPort.ShouldBe(0);
}
