using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsHost.Tests.Worker;

/// <summary>Workers that end or hang while they serve.</summary>
public sealed class WorkerEndTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("exit/0", "exited with code 0")]
    [InlineData("exit/1", "exited with code 1")]
    [InlineData("kill", "was ended by signal 9")]
    public async Task A_worker_that_ends_gives_back_its_invocations_at_once_and_another_one_serves(string end, string told)
    {
        await using var host = await TestHost.StartAsync();
        var underWay = host.GetAsync("wait");
        await host.Logs.WaitForAsync("): Waiting");
        using var worker = await host.WorkerAsync();
        await EndAsync(host, worker, end);

        (await underWay).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await host.GetAsync("greetings/Ann")).ShouldBe((HttpStatusCode.OK, "Hello Ann"));
        host.Logs.At(LogLevel.Error).ShouldContain(line => line.Contains(told, StringComparison.Ordinal));
        var status = await host.StatusAsync();
        status.GetProperty("worker").GetProperty("restarts").GetInt32().ShouldBe(1);
        status.GetProperty("worker").GetProperty("processId").GetInt32().ShouldNotBe(worker.Id);
    }

    [Fact]
    public async Task A_worker_that_hangs_is_replaced()
    {
        await using var host = await TestHost.StartAsync(options => options with { WorkerAnswerLimit = TimeSpan.FromSeconds(3) });
        using var worker = await host.WorkerAsync();
        await SignalAsync(worker.Id, "STOP");

        (await host.GetAsync("greetings/Ann")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await host.GetAsync("greetings/Ann")).Status.ShouldBe(HttpStatusCode.OK);
        worker.HasExited.ShouldBeTrue();
        host.Logs.At(LogLevel.Error).ShouldContain(line => line.Contains("did not answer for", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_worker_that_sends_garbage_is_replaced()
    {
        await using var host = await TestHost.StartAsync(("Mischief", "garbage-at-the-second-start"));
        (await host.PostAsync("exit/1")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);

        (await host.GetAsync("greetings/Ann")).Status.ShouldBe(HttpStatusCode.OK);
        host.Logs.At(LogLevel.Error).ShouldContain(line => line.Contains("sent what is no message", StringComparison.Ordinal));
        Directory.GetFiles(host.Folder, "start-*").Length.ShouldBe(3);
    }

    [Fact]
    public async Task While_no_worker_is_there_requests_wait_and_then_get_a_503_problem()
    {
        await using var host = await TestHost.StartAsync(
            options => options with { WorkerWait = TimeSpan.FromMilliseconds(200) }, ("Mischief", "exit-from-the-second-start-on"));
        await host.PostAsync("exit/1");

        using var response = await host.Http.GetAsync(new Uri("greetings/Ann", UriKind.Relative), Cancellation);
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        response.Headers.RetryAfter.ShouldNotBeNull();
        var logged = await host.Logs.WaitForAsync("Start 1 of 5 failed");
        logged.Text.ShouldContain("exited with code 4: The book of greetings is closed.");
    }

    [Fact]
    public async Task When_five_starts_in_a_row_fail_the_host_is_broken_and_says_why()
    {
        await using var host = await TestHost.StartAsync(
            options => options with { WorkerWait = TimeSpan.FromSeconds(1) }, ("Mischief", "exit-from-the-second-start-on"));
        await host.PostAsync("exit/1");
        var reason = await host.Host.Broken.WaitAsync(TimeSpan.FromSeconds(90), Cancellation);
        reason.ShouldBe("The worker of Integration.Local.FunctionsHost.App exited with code 4: The book of greetings is closed.");
        (await host.StatusAsync()).GetProperty("state").GetString().ShouldBe("Error");
        (await host.GetAsync("greetings/Ann")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task A_flood_of_logs_holds_up_nobody()
    {
        await using var host = await TestHost.StartAsync();
        var flood = host.PostAsync("flood/50000");
        for (var i = 0; i < 5; i++)
        {
            (await host.GetAsync("greetings/Ann")).Status.ShouldBe(HttpStatusCode.OK);
        }

        (await flood).ShouldBe((HttpStatusCode.OK, "50000"));
        (await host.StatusAsync()).GetProperty("worker").GetProperty("restarts").GetInt32().ShouldBe(0);
    }

    private const string TenSeconds = """
        { "version": "2.0", "functionTimeout": "00:00:10", "extensions": { "http": { "routePrefix": "open/v1" } } }
        """;

    [Fact]
    public async Task A_function_that_takes_longer_than_its_time_is_cancelled_and_its_siblings_go_on()
    {
        await using var host = await TestHost.StartAsync(options => options with
        {
            App = TestApp.CopyTo(
                Path.Combine(Path.GetDirectoryName(options.DataDirectory)!, "app"),
                ("host.json", TenSeconds)),
        });
        using var worker = await host.WorkerAsync();
        var late = host.GetAsync("wait");
        await host.Logs.WaitForAsync("): Waiting");
        while (!late.IsCompleted)
        {
            (await host.GetAsync("work/500")).ShouldBe((HttpStatusCode.OK, "done"));
        }

        (await late).Status.ShouldBe(HttpStatusCode.InternalServerError);
        host.Logs.At(LogLevel.Error).ShouldContain(line => line.Contains("took longer than 00:00:10", StringComparison.Ordinal));
        (await host.WorkerAsync()).Id.ShouldBe(worker.Id);
    }

    private static async Task EndAsync(TestHost host, Process worker, string end)
    {
        if (end == "kill")
        {
            worker.Kill();
        }
        else
        {
            (await host.PostAsync(end)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        }
    }

    private static async Task SignalAsync(int process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process}"]);
        await kill.WaitForExitAsync(Cancellation);
    }
}
