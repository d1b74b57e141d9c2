using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsHost.Tests.Http;

public sealed class RequestTests(RunningHost running) : IClassFixture<RunningHost>
{
    private readonly TestHost _host = running.Host;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("greetings/Ann", "Welcome Ann")]
    [InlineData("greetings/Ann/2", "Welcome Ann Welcome Ann")]
    [InlineData("files/a/b%20c.txt", "a/b c.txt")]
    [InlineData("files", "(none)")]
    public async Task Route_values_reach_the_parameters_of_their_names(string path, string answer) =>
        (await _host.GetAsync(path)).ShouldBe((HttpStatusCode.OK, answer));

    [Fact]
    public async Task A_function_without_a_route_answers_under_its_name_to_every_method()
    {
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post, HttpMethod.Delete, HttpMethod.Patch })
        {
            var (status, body) = await _host.SendAsync(method, "ping");
            status.ShouldBe(HttpStatusCode.OK);
            JsonDocument.Parse(body).RootElement.GetProperty("method").GetString().ShouldBe(method.Method);
        }
    }

    [Fact]
    public async Task A_function_with_a_key_level_asks_for_no_key() =>
        (await _host.GetAsync("greetings/Ann")).Status.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("nothing/here")]
    [InlineData("/api/greetings/Ann")]
    [InlineData("greetings/Ann/often")]
    public async Task What_no_function_answers_is_a_404_problem(string path) =>
        await ShouldBeProblemAsync(await SendAsync(HttpMethod.Get, path), 404);

    [Fact]
    public async Task A_method_that_no_function_answers_is_a_405_problem_that_says_which_it_does()
    {
        using var response = await SendAsync(HttpMethod.Put, "greetings/Ann");
        await ShouldBeProblemAsync(response, 405);
        response.Content.Headers.Allow.ShouldBe(["GET", "POST"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("fail")]
    [InlineData("plain/fail")]
    public async Task A_function_that_throws_is_a_500_problem_without_internals_and_the_log_has_them(string path)
    {
        using var response = await SendAsync(HttpMethod.Get, path);
        (await ShouldBeProblemAsync(response, 500)).ShouldNotContain("secret");
        var logged = await _host.Logs.WaitForAsync(
            entry => entry.Level == LogLevel.Error && entry.Text.Contains("secret", StringComparison.Ordinal));
        logged.Text.ShouldContain("Fail");
    }

    [Fact]
    public async Task A_function_that_answers_500_itself_has_its_own_answer() =>
        (await _host.GetAsync("refuse")).Status.ShouldBe(HttpStatusCode.InternalServerError);

    [Fact]
    public async Task The_body_of_a_request_reaches_the_function_bit_by_bit()
    {
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var content = new TwoPieces(goOn.Task);
        var answering = _host.Http.PostAsync(new Uri("measure", UriKind.Relative), content, Cancellation);
        await _host.Logs.WaitForAsync("The first piece has");
        goOn.SetResult();
        using var response = await answering;
        (await response.Content.ReadAsStringAsync(Cancellation)).ShouldBe($"{2 * TwoPieces.Length}");
    }

    [Fact]
    public async Task The_body_of_an_answer_reaches_the_caller_bit_by_bit()
    {
        using var response = await BeginAsync("drip");
        await using var body = await response.Content.ReadAsStreamAsync(Cancellation);
        var first = new byte[5];
        await body.ReadExactlyAsync(first, Cancellation);
        first.ShouldBe("first"u8.ToArray());

        await _host.PostAsync("drip");
        using var rest = new StreamReader(body);
        (await rest.ReadToEndAsync(Cancellation)).ShouldBe("second");
    }

    [Fact]
    public async Task Bodies_of_64_MB_go_through()
    {
        const int Megabytes = 64;
        using var content = new ByteArrayContent(new byte[Megabytes * 1024 * 1024]);
        using var response = await _host.Http.PostAsync(new Uri("measure", UriKind.Relative), content, Cancellation);
        (await response.Content.ReadAsStringAsync(Cancellation)).ShouldBe($"{Megabytes * 1024 * 1024}");
        (await _host.Http.GetByteArrayAsync(new Uri($"many/{Megabytes}", UriKind.Relative), Cancellation)).Length
            .ShouldBe(Megabytes * 1024 * 1024);
    }

    [Fact]
    public async Task An_answer_that_its_function_breaks_off_is_broken_off_for_the_caller_too()
    {
        using var response = await BeginAsync("break-off");
        await Should.ThrowAsync<HttpRequestException>(() => response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task A_body_over_the_official_limit_of_100_MB_is_a_413_problem()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "measure")
        {
            Content = new ByteArrayContent(new byte[101 * 1024 * 1024]),
        };
        request.Headers.ExpectContinue = true;
        using var response = await _host.Http.SendAsync(request, Cancellation);
        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await response.Content.ReadAsStringAsync(Cancellation)).ShouldContain("413");
    }

    [Fact]
    public async Task A_caller_who_goes_away_cancels_the_function()
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var waiting = _host.Http.GetAsync(new Uri("wait", UriKind.Relative), gone.Token);
        await _host.Logs.WaitForAsync("): Waiting");
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waiting);
        await _host.Logs.WaitForAsync("Waited until it was cancelled");
    }

    [Fact]
    public async Task The_trace_of_the_caller_reaches_the_function()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "ping");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        using var response = await _host.Http.SendAsync(request, Cancellation);
        (await response.Content.ReadAsStringAsync(Cancellation)).ShouldContain("00-0af7651916cd43dd8448eb211c80319c-");
    }

    [Fact]
    public async Task Logs_of_a_function_have_its_name_and_its_invocation()
    {
        await _host.GetAsync("greetings/Beth");
        var logged = await _host.Logs.WaitForAsync("Greeting Beth");
        logged.Category.ShouldBe("Function.Greet.User");
        logged.Text.ShouldMatch(@"^Greet \([0-9a-f-]{36}\): Greeting Beth$");
    }

    [Theory]
    [InlineData("Greeting", "Welcome")]
    [InlineData("Part:Of", "a whole")]
    public async Task Settings_reach_the_app_with_and_without_a_colon(string name, string value) =>
        (await _host.GetAsync($"settings/{name}")).ShouldBe((HttpStatusCode.OK, value));

    [Fact]
    public async Task Requests_and_answers_of_the_workers_own_types_go_through_too()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "plain/greetings/Ann?q=why") { Content = new StringContent("!") };
        request.Headers.Add("x-to", ["one", "two"]);
        using var response = await _host.Http.SendAsync(request, Cancellation);
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await response.Content.ReadAsStringAsync(Cancellation)).ShouldBe("Hello Ann!");
        response.Headers.GetValues("x-query").ShouldBe(["why"]);
    }

    [Fact]
    public async Task The_status_tells_of_host_worker_and_functions()
    {
        var status = await _host.StatusAsync();
        status.GetProperty("state").GetString().ShouldBe("Running");
        status.GetProperty("worker").GetProperty("state").GetString().ShouldBe("Running");
        status.GetProperty("worker").GetProperty("processId").GetInt32().ShouldBeGreaterThan(0);
        status.GetProperty("functions").GetProperty("Greet").GetString().ShouldBe("httpTrigger");
        (await _host.GetAsync("/admin/host/ping")).Status.ShouldBe(HttpStatusCode.OK);
    }

    private Task<HttpResponseMessage> BeginAsync(string path) =>
        _host.Http.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Cancellation);

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path) =>
        _host.Http.SendAsync(new HttpRequestMessage(method, path), Cancellation);

    private static async Task<string> ShouldBeProblemAsync(HttpResponseMessage response, int status)
    {
        ((int)response.StatusCode).ShouldBe(status);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var body = await response.Content.ReadAsStringAsync(Cancellation);
        JsonDocument.Parse(body).RootElement.GetProperty("status").GetInt32().ShouldBe(status);
        return body;
    }

    /// <summary>Sends a second piece only when it is told to; each is larger than what a sender gathers before it sends.</summary>
    private sealed class TwoPieces(Task goOn) : HttpContent
    {
        public const int Length = 256 * 1024;

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(new byte[Length], Cancellation);
            await stream.FlushAsync(Cancellation);
            await goOn;
            await stream.WriteAsync(new byte[Length], Cancellation);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
