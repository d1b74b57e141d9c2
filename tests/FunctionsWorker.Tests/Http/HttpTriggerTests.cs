using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsWorker.Tests.Http;

public sealed class HttpTriggerTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_function_is_reached_below_the_route_prefix_with_its_route_values_by_name()
    {
        await using var host = await StartAsync();
        var (status, body) = await host.GetAsync("/api/greetings/Ada/2");
        status.ShouldBe(HttpStatusCode.OK);
        body.ShouldBe("""{"text":"Hello Ada Hello Ada","path":"/api/greetings/Ada/2"}""");
    }

    [Fact]
    public async Task A_function_without_a_route_answers_under_its_name_to_every_method()
    {
        await using var host = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Patch, "/api/plain");
        using var response = await host.Http.SendAsync(request, Token);
        (await response.Content.ReadAsStringAsync(Token)).ShouldBe("plain");
    }

    [Fact]
    public async Task A_catch_all_route_and_a_function_without_result_leave_the_response_as_it_was_set()
    {
        await using var host = await StartAsync();
        (await host.GetAsync("/api/nothing/at/all")).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task An_answer_of_a_function_is_left_alone_even_if_it_is_an_empty_404()
    {
        await using var host = await StartAsync();
        (await host.GetAsync("/api/missing")).ShouldBe((HttpStatusCode.NotFound, string.Empty));
    }

    [Fact]
    public async Task A_route_value_that_is_none_of_the_parameters_type_is_a_400_problem()
    {
        await using var host = await StartAsync();
        using var response = await host.Http.GetAsync(new Uri("/api/guests/nobody", UriKind.Relative), Token);
        await ShouldBeProblemAsync(response, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_body_is_bound_from_json()
    {
        await using var host = await StartAsync();
        using var response = await host.Http.PostAsJsonAsync("/api/guests", new { name = "Ada", age = 36 }, Token);
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await response.Content.ReadFromJsonAsync<GreetingFunctions.Guest>(Token)).ShouldBe(new GreetingFunctions.Guest("Ada", 36));
    }

    [Theory]
    [InlineData("not json", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("""{"age":"old"}""", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("name=Ada", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    public async Task A_body_that_cannot_be_bound_is_a_problem_of_the_caller(string body, string type, HttpStatusCode expected)
    {
        await using var host = await StartAsync();
        using var content = new StringContent(body, Encoding.UTF8, type);
        using var response = await host.Http.PostAsync(new Uri("/api/guests", UriKind.Relative), content, Token);
        await ShouldBeProblemAsync(response, expected);
    }

    [Fact]
    public async Task An_unhandled_exception_is_a_500_problem_without_internals_and_is_logged()
    {
        await using var host = await StartAsync();
        using var response = await host.Http.GetAsync(new Uri("/api/fail", UriKind.Relative), Token);
        var problem = await ShouldBeProblemAsync(response, HttpStatusCode.InternalServerError);
        problem.ShouldNotContain("secret");
        host.Logs.At(LogLevel.Error).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            log => log.ShouldContain("Fail"), log => log.ShouldContain("secret of the house"));
    }

    [Theory]
    [InlineData("GET", "/api/nowhere", HttpStatusCode.NotFound)]
    [InlineData("GET", "/", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/api/guests", HttpStatusCode.MethodNotAllowed)]
    public async Task What_no_function_answers_is_a_problem(string method, string path, HttpStatusCode expected)
    {
        await using var host = await StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await host.Http.SendAsync(request, Token);
        await ShouldBeProblemAsync(response, expected);
    }

    [Fact]
    public async Task Each_invocation_has_an_instance_and_a_scope_of_its_own()
    {
        await using var host = await StartAsync();
        using var first = JsonDocument.Parse((await host.GetAsync("/api/visit")).Body);
        using var second = JsonDocument.Parse((await host.GetAsync("/api/visit")).Body);
        first.RootElement.GetProperty("same").GetBoolean().ShouldBeTrue();
        first.RootElement.GetProperty("http").GetBoolean().ShouldBeTrue();
        first.RootElement.GetProperty("id").GetGuid().ShouldNotBe(second.RootElement.GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task The_context_describes_the_function()
    {
        await using var host = await StartAsync();
        using var visit = JsonDocument.Parse((await host.GetAsync("/api/visit")).Body);
        visit.RootElement.GetProperty("name").GetString().ShouldBe("Visit");
        visit.RootElement.GetProperty("entryPoint").GetString().ShouldBe($"{typeof(GreetingFunctions).FullName}.GetVisit");
        visit.RootElement.GetProperty("trigger").GetString().ShouldBe("httpTrigger");
    }

    [Fact]
    public async Task A_caller_that_goes_away_cancels_the_invocation()
    {
        var room = new WaitingFunctions.Room();
        await using var host = await StartWaitingAsync(room);
        using var going = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var call = host.Http.GetAsync(new Uri("/api/wait", UriKind.Relative), going.Token);
        await room.Entered.Task.WaitAsync(Soon, Token);
        await going.CancelAsync();
        await room.Cancelled.Task.WaitAsync(Soon, Token);
        await Should.ThrowAsync<OperationCanceledException>(call);
    }

    [Fact]
    public async Task A_stopping_host_lets_requests_under_way_finish()
    {
        var room = new WaitingFunctions.Room();
        await using var host = await StartWaitingAsync(room);
        var call = host.Http.GetStringAsync(new Uri("/api/wait", UriKind.Relative), Token);
        await room.Entered.Task.WaitAsync(Soon, Token);
        var stop = host.StopAsync();
        room.Finish.SetResult();
        (await call.WaitAsync(Soon, Token)).ShouldBe("finished");
        await stop.WaitAsync(Soon, Token);
    }

    private static Task<TestHost> StartAsync() =>
        TestHost.StartAsync(builder => builder.Services.AddScoped<GreetingFunctions.Visit>(), [], typeof(GreetingFunctions));

    private static Task<TestHost> StartWaitingAsync(WaitingFunctions.Room room) =>
        TestHost.StartAsync(builder => builder.Services.AddSingleton(room), [], typeof(WaitingFunctions));

    private static async Task<string> ShouldBeProblemAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        var body = await response.Content.ReadAsStringAsync(Token);
        response.StatusCode.ShouldBe(status, body);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        using var problem = JsonDocument.Parse(body);
        problem.RootElement.GetProperty("status").GetInt32().ShouldBe((int)status);
        return body;
    }
}
