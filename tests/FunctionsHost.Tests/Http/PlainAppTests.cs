using System.Net;

namespace Integration.Local.FunctionsHost.Tests.Http;

/// <summary>An app without ASP.NET Core integration: requests and answers go through the worker's stream.</summary>
public sealed class PlainAppTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_app_without_a_web_server_of_its_own_answers_through_the_stream_with_any_size_of_message()
    {
        await using var host = await TestHost.StartAsync(("Answers", "plain"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "plain/greetings/Ann?q=why") { Content = new StringContent("!") };
        request.Headers.Add("x-to", "one");
        using var response = await host.Http.SendAsync(request, Cancellation);
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await response.Content.ReadAsStringAsync(Cancellation)).ShouldBe("Hello Ann!");
        response.Headers.GetValues("x-method").ShouldBe(["POST"]);
        response.Headers.GetValues("x-query").ShouldBe(["why"]);
        response.Headers.GetValues("x-from").ShouldBe(["one"]);

        (await host.GetAsync("plain/fail")).Body.ShouldNotContain("secret");

        var process = await host.WorkerAsync();
        var large = await host.Http.GetByteArrayAsync(new Uri("plain/big/50", UriKind.Relative), Cancellation);
        large.Length.ShouldBe(50 * 1024 * 1024);
        (await host.WorkerAsync()).Id.ShouldBe(process.Id);
    }
}
