using System.Net;
using System.Net.Sockets;
using Integration.Local.AppHost.Running;
using Integration.Local.AppHost.Tests.CommandLine;
using Integration.Local.FunctionsHost.Processes;

namespace Integration.Local.AppHost.Tests.Running;

public sealed class LocalNetworkTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_functions_are_told_where_everything_is()
    {
        await using var network = await StartAsync(_directory);
        using var http = new HttpClient { BaseAddress = network.Addresses.Functions };

        (await SettingAsync("ServiceBusConnection")).ShouldBe(network.Addresses.ServiceBus);
        (await SettingAsync("CaseStoreConnection")).ShouldContain(network.Addresses.Tables.AbsoluteUri);
        (await http.GetStringAsync(new Uri("data-directory", UriKind.Relative), Cancellation)).ShouldBe(_directory.Data.Functions);
        Convert.FromBase64String(await SettingAsync("Protection:MasterKeys:first")).Length.ShouldBe(32);
        Convert.FromBase64String(await SettingAsync("Protection:PseudonymKey")).Length.ShouldBe(32);
        (await SettingAsync("Protection:CurrentMasterKey")).ShouldBe("first");

        Task<string> SettingAsync(string key) => http.GetStringAsync(new Uri($"settings/{key}", UriKind.Relative), Cancellation);
    }

    [Fact]
    public async Task Settings_that_are_passed_on_win()
    {
        await using var network = await StartAsync(_directory, ("Authentication:Audience", "others"), ("Plain", "1"));
        using var http = new HttpClient { BaseAddress = network.Addresses.Functions };

        (await http.GetStringAsync(new Uri("settings/Authentication:Audience", UriKind.Relative), Cancellation)).ShouldBe("others");
        (await http.GetStringAsync(new Uri("settings/Plain", UriKind.Relative), Cancellation)).ShouldBe("1");
    }

    [Fact]
    public async Task What_runs_is_announced()
    {
        await using var network = await StartAsync(_directory);

        DirectoryHold.ReadAnnouncement(_directory.Data).ShouldBe(network.Addresses);
    }

    [Fact]
    public async Task A_second_one_on_the_same_directory_is_refused_and_does_no_harm()
    {
        await using var network = await StartAsync(_directory);

        var run = await ProgramRun.RunAsync([$"--Local:DataDirectory={_directory.Path}", .. AnyPorts]);

        run.ExitCode.ShouldBe(1);
        run.Errors.ShouldStartWith($"Another AppHost uses '{_directory.Path}'");
        DirectoryHold.ReadAnnouncement(_directory.Data).ShouldBe(network.Addresses);
        network.Broken.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Two_on_different_directories_run_side_by_side()
    {
        using var other = new TemporaryDirectory();
        await using var first = await StartAsync(_directory);
        await using var second = await StartAsync(other);

        second.Addresses.Functions.ShouldNotBe(first.Addresses.Functions);
        second.Addresses.ServiceBus.ShouldNotBe(first.Addresses.ServiceBus);
        second.Addresses.Tables.ShouldNotBe(first.Addresses.Tables);
    }

    [Theory]
    [InlineData("HttpPort", "the functions")]
    [InlineData("AmqpPort", "the broker")]
    [InlineData("TablePort", "the table service")]
    public async Task A_taken_port_is_one_line_that_names_its_setting(string setting, string wanted)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var run = await ProgramRun.RunAsync([$"--Local:DataDirectory={_directory.Path}", .. AnyPorts, $"--Local:{setting}={port}"]);

        run.ExitCode.ShouldBe(1);
        run.Errors.TrimEnd().ShouldBe(
            $"Port {port} on 127.0.0.1, for {wanted}, is taken by another program: "
            + $"choose another with --Local:{setting} (0 for any free one).");
        run.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Functions_that_do_not_start_leave_nothing_running()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        await Should.ThrowAsync<IOException>(LocalNetwork.StartAsync(
            Options(_directory),
            (order, cancellation) =>
                StubFunctions.StartAsync(order with { HttpPort = ((IPEndPoint)taken.LocalEndpoint).Port }, cancellation),
            TimeProvider.System,
            Cancellation));

        File.Exists(_directory.Data.TablesMark).ShouldBeFalse();
        await using var network = await StartAsync(_directory);
    }

    [Fact]
    public async Task A_table_service_that_dies_is_noticed()
    {
        await using var network = await StartAsync(_directory);
        using var tables = ChildMark.Read(_directory.Data.TablesMark)!.Find().ShouldNotBeNull();

        tables.Kill();

        (await network.Broken.WaitAsync(Cancellation)).ShouldBe(
            "Azurite ended unexpectedly (exit code 137): everything is stopped; start again.");
    }

    [Fact]
    public async Task A_stop_ends_every_part()
    {
        var network = await StartAsync(_directory);
        var mark = ChildMark.Read(_directory.Data.TablesMark)!;

        await network.DisposeAsync();

        mark.Find().ShouldBeNull();
        DirectoryHold.ReadAnnouncement(_directory.Data).ShouldBeNull();
        using var client = new TcpClient();
        var connecting = client.ConnectAsync(IPAddress.Loopback, network.Addresses.Functions.Port, Cancellation).AsTask();
        await Should.ThrowAsync<SocketException>(connecting);
    }

    [Fact]
    public async Task The_welcome_is_lines_to_copy()
    {
        await using var network = await StartAsync(_directory);
        using var output = new StringWriter();

        new Welcome(network, Options(_directory)).Write(Terminal.ForCopying(output), TimeSpan.FromSeconds(1.25), "first-1");

        var lines = output.ToString();
        lines.ShouldContain("ready in 1.3 s");
        lines.ShouldContain($"-- token --Local:DataDirectory={_directory.Path})\"");
        lines.ShouldContain(
            "curl -H \"$auth\" -H 'Idempotency-Key: first-1' --json @functions/samples/newborn.json "
            + $"{network.Addresses.Functions}api/services/newborn/cases\n");
        lines.ShouldContain($"curl -H \"$auth\" {network.Addresses.Functions}api/cases/c");
    }

    public void Dispose() => _directory.Dispose();

    private static string[] AnyPorts { get; } = ["--Local:HttpPort=0", "--Local:AmqpPort=0", "--Local:TablePort=0"];

    private static AppHostOptions Options(TemporaryDirectory directory, params (string Name, string Value)[] passedOn) => new()
    {
        HttpPort = 0,
        AmqpPort = 0,
        TablePort = 0,
        DataDirectory = directory.Path,
        PassedOn = passedOn.ToDictionary(setting => setting.Name, setting => setting.Value),
    };

    private static Task<LocalNetwork> StartAsync(TemporaryDirectory directory, params (string Name, string Value)[] passedOn) =>
        LocalNetwork.StartAsync(Options(directory, passedOn), StubFunctions.StartAsync, TimeProvider.System, Cancellation);
}
