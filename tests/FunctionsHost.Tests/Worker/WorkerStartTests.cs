using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Integration.Local.FunctionsHost.Processes;

namespace Integration.Local.FunctionsHost.Tests.Worker;

/// <summary>Workers that do not come up, or not at once.</summary>
public sealed class WorkerStartTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("exit", "exited with code 3: The setting 'Greeting' is missing.")]
    [InlineData("exit-silently", "exited with code 0.")]
    [InlineData("throw", "was ended by signal 6: Unhandled exception. System.InvalidOperationException: The greeting book is closed.")]
    [InlineData("garbage", "sent what is no message")]
    public async Task A_worker_that_never_starts_is_told_in_one_line_with_the_reason(string mischief, string reason)
    {
        await using var host = TestHost.Create(options => options, ("Mischief", mischief));
        var error = await Should.ThrowAsync<HostStartException>(() => host.RunAsync(Cancellation));
        error.Problems.ShouldHaveSingleItem().ShouldContain($"The worker of Integration.Local.FunctionsHost.App {reason}");
    }

    [Fact]
    public async Task A_worker_that_comes_to_nothing_is_ended_after_its_time()
    {
        await using var host = TestHost.Create(
            options => options with { WorkerStartLimit = TimeSpan.FromSeconds(1) }, ("Mischief", "hang"));
        var error = await Should.ThrowAsync<HostStartException>(() => host.RunAsync(Cancellation));
        error.Problems.ShouldHaveSingleItem().ShouldContain("could run no functions within 00:00:01");
        File.Exists(Path.Combine(host.DataDirectory, "worker.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task An_app_that_is_built_for_another_framework_is_told_so()
    {
        const string AnotherFramework = """
            { "runtimeOptions": { "tfm": "net99.0", "framework": { "name": "Microsoft.NETCore.App", "version": "99.0.0" } } }
            """;
        await using var host = TestHost.Create(options => options with
        {
            App = TestApp.CopyTo(
                Path.Combine(Path.GetDirectoryName(options.DataDirectory)!, "app"),
                ("Integration.Local.FunctionsHost.App.runtimeconfig.json", AnotherFramework)),
        });
        var error = await Should.ThrowAsync<HostStartException>(() => host.RunAsync(Cancellation));
        error.Problems.ShouldHaveSingleItem().ShouldContain("is built for Microsoft.NETCore.App 99.0.0, which is not installed here.");
    }

    [Fact]
    public async Task The_host_takes_no_requests_before_functions_can_answer()
    {
        var port = FreePort();
        await using var host = TestHost.Create(options => options with { HttpPort = port }, ("Mischief", "slow"));
        var starting = host.RunAsync(Cancellation);
        using var client = new HttpClient();
        HttpStatusCode? first = null;
        while (first is null)
        {
            try
            {
                first = (await client.GetAsync(new Uri($"http://127.0.0.1:{port}/open/v1/greetings/Ann"), Cancellation)).StatusCode;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(20, Cancellation);
            }
        }

        first.ShouldBe(HttpStatusCode.OK);
        await starting;
    }

    [Fact]
    public async Task A_stop_during_the_start_leaves_no_process()
    {
        await using var host = TestHost.Create(options => options, ("Mischief", "hang"));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var starting = host.RunAsync(stop.Token);
        var mark = Path.Combine(host.DataDirectory, "worker.json");
        await Eventually.BeTrueAsync(() => ChildMark.Read(mark) is not null, "the worker is written down");
        using var worker = ChildMark.Read(mark)!.Find();
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(starting);
        worker.ShouldNotBeNull().HasExited.ShouldBeTrue();
    }

    [Fact]
    public async Task A_stop_ends_the_worker_and_leaves_nothing_behind()
    {
        await using var host = await TestHost.StartAsync();
        using var worker = await host.WorkerAsync();
        await host.StopAsync();
        worker.HasExited.ShouldBeTrue();
        File.Exists(Path.Combine(host.DataDirectory, "worker.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_stop_lets_requests_under_way_end()
    {
        await using var host = await TestHost.StartAsync();
        var underWay = host.GetAsync("work/1500");
        await host.Logs.WaitForAsync("): Working");
        await host.StopAsync();
        (await underWay).ShouldBe((HttpStatusCode.OK, "done"));
    }

    [Fact]
    public async Task Ctrl_C_in_a_terminal_reaches_the_host_alone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the worker shares the session of its host.");
        await using var host = await TestHost.StartAsync();
        using var worker = await host.WorkerAsync();

        (await GroupOfAsync(worker.Id)).ShouldBe(worker.Id);
    }

    [Fact]
    public async Task A_worker_that_outlived_its_host_is_ended_at_the_next_start()
    {
        await using var host = TestHost.Create(options => options);
        const string WorkerId = "left-over";
        using var leftOver = Process.Start("sh", ["-c", "sleep 600; :", WorkerId]);
        Directory.CreateDirectory(host.DataDirectory);
        ChildMark.Of(leftOver, WorkerId)!.Write(Path.Combine(host.DataDirectory, "worker.json"));
        await host.RunAsync(Cancellation);
        await leftOver.WaitForExitAsync(Cancellation).WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
    }

    [Fact]
    public async Task A_worker_ends_with_a_host_that_is_killed()
    {
        var folder = Directory.CreateTempSubdirectory("functions-host-");
        try
        {
            using var host = Process.Start(new ProcessStartInfo(
                "dotnet",
                [typeof(LocalFunctionsHost).Assembly.Location, $"--App={TestApp.Folder}", "--HttpPort=0",
                    $"--DataDirectory={folder.FullName}", "--AzureWebJobs.Counter.Disabled=true"])
            {
                RedirectStandardOutput = true,
            })!;
            while (await host.StandardOutput.ReadLineAsync(Cancellation) is { } line && !line.StartsWith("Ready", StringComparison.Ordinal))
            {
            }

            using var worker = ChildMark.Read(Path.Combine(folder.FullName, "worker.json"))!.Find();
            host.Kill();
            await worker.ShouldNotBeNull().WaitForExitAsync(Cancellation).WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // proc(5): the process group is the third field behind the name, which is in brackets and may have any character.
    private static async Task<int> GroupOfAsync(int process)
    {
        var status = await File.ReadAllTextAsync($"/proc/{process}/stat", Cancellation);
        return int.Parse(status[(status.LastIndexOf(')') + 2)..].Split(' ')[2], CultureInfo.InvariantCulture);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
