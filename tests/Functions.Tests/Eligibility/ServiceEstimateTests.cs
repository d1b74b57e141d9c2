using System.Text;
using System.Text.Json;
using Integration.Functions.Eligibility;
using Integration.Functions.Tests.Cases;
using Integration.Workflows.Applications;
using Integration.Workflows.Cases;
using Integration.Workflows.Exchange;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Integration.Functions.Tests.Eligibility;

public sealed class ServiceEstimateTests : IDisposable
{
    private static readonly string Newborn = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "newborn.json"));
    private readonly RecordedNetwork _network = new();
    private readonly RecordedLog _log = new();
    private readonly ServiceProvider _services;

    public ServiceEstimateTests() => _services = new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
        .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_log))
        .AddIntegration(new ConfigurationBuilder().Build())
        .Replace(ServiceDescriptor.Singleton<ICaseStore>(_network))
        .Replace(ServiceDescriptor.Singleton<IExchange>(_network))
        .BuildServiceProvider();

    [Fact]
    public async Task Every_program_of_the_service_answers_with_reasons_trace_amount_and_sources()
    {
        var answer = await EstimateAsync(Newborn, "?asOf=2026-03-01");

        answer.Status.ShouldBe(200);
        answer.Body.GetProperty("asOf").GetString().ShouldBe("2026-03-01");
        var benefit = answer.Body.GetProperty("programs").EnumerateArray().Single(
            program => program.GetProperty("program").GetString() == "ca-child-benefit");
        benefit.GetProperty("outcome").GetString().ShouldBe("eligible");
        benefit.GetProperty("annualAmount").GetDecimal().ShouldBeGreaterThan(0);
        benefit.GetProperty("reasons")[0].GetProperty("text").GetProperty("fr").GetString().ShouldNotBeNullOrEmpty();
        benefit.GetProperty("trace").GetArrayLength().ShouldBeGreaterThan(0);
        benefit.GetProperty("figures")[0].GetProperty("source").GetProperty("url").GetString()
            .ShouldNotBeNull().ShouldStartWith("https://");
    }

    [Fact]
    public async Task An_estimate_leaves_nothing_behind()
    {
        await EstimateAsync(Newborn);
        await EstimateAsync(Newborn.Replace("1994", "19x4", StringComparison.Ordinal));

        _network.Stored.ShouldBeEmpty();
        _network.Sent.ShouldBeEmpty();
        foreach (var value in new[] { "Amélie", "Tremblay", "123456782", "amelie@example.com", "M5H", "60000" })
        {
            _log.Lines.ShouldNotContain(line => line.Contains(value, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Nobody_needs_to_say_who_they_are()
    {
        var answer = await EstimateAsync("""{"household":{"adults":1}}""");

        answer.Status.ShouldBe(200);
        answer.Body.GetProperty("programs")[0].GetProperty("missingFacts")[0].GetProperty("pointer").GetString().ShouldStartWith("/");
    }

    [Theory]
    [InlineData("?asOf=")]
    [InlineData("?asOf=tomorrow")]
    [InlineData("?asOf=2026-02-30")]
    [InlineData("?asOf=1989-12-31")]
    [InlineData("?asOf=2101-01-01")]
    [InlineData("?asOf=2026-01-01&asOf=2026-01-02")]
    public Task Another_day_than_one_from_1990_to_2100_is_a_bad_request(string query) => ShouldBeRefusedAsync(400, "{}", query);

    [Theory]
    [InlineData("?asOf=1990-01-01")]
    [InlineData("?asOf=2100-12-31")]
    public async Task The_first_and_the_last_day_are_answered(string query) => (await EstimateAsync("{}", query)).Status.ShouldBe(200);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    public Task A_body_that_is_no_JSON_is_a_bad_request(string body) => ShouldBeRefusedAsync(400, body);

    [Fact]
    public Task A_service_that_is_not_there_is_not_found() => ShouldBeRefusedAsync(404, "{}", service: "unheard-of");

    [Fact]
    public Task Another_media_type_is_not_supported() => ShouldBeRefusedAsync(415, "{}", contentType: "text/plain");

    [Fact]
    public Task A_body_that_is_too_large_is_refused() =>
        ShouldBeRefusedAsync(413, "{}" + new string(' ', ApplicationValidator.MaximumSize));

    [Fact]
    public async Task A_field_that_is_wrong_is_named_by_its_JSON_Pointer()
    {
        var answer = await ShouldBeRefusedAsync(422, """{"household":{"adults":0}}""");

        answer.Body.GetProperty("errors").EnumerateArray().Single().GetProperty("pointer").GetString().ShouldBe("/household/adults");
    }

    public void Dispose() => _services.Dispose();

    private async Task<Answer> ShouldBeRefusedAsync(
        int status, string body, string query = "", string service = "newborn", string contentType = "application/json")
    {
        var answer = await EstimateAsync(body, query, service, contentType);

        answer.Status.ShouldBe(status);
        answer.ContentType.ShouldBe("application/problem+json");
        return answer;
    }

    private async Task<Answer> EstimateAsync(
        string body, string query = "", string service = "newborn", string contentType = "application/json")
    {
        using var written = new MemoryStream();
        var http = new DefaultHttpContext
        {
            Request = { Body = new MemoryStream(Encoding.UTF8.GetBytes(body)), ContentType = contentType },
        };
        http.Request.QueryString = new QueryString(query);
        http.Response.Body = written;
        var function = ActivatorUtilities.CreateInstance<ServiceEstimate>(_services);

        var result = await function.EstimateService(http.Request, service, TestContext.Current.CancellationToken);
        await result.ExecuteResultAsync(new ActionContext { HttpContext = http });
        return new(http.Response.StatusCode, http.Response.ContentType, JsonElement.Parse(written.ToArray()));
    }

    private sealed record Answer(int Status, string? ContentType, JsonElement Body);
}
