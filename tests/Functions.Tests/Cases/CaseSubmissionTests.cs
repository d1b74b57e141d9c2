using System.Text;
using System.Text.Json;
using Integration.Functions.Cases;
using Integration.Functions.Security;
using Integration.Workflows.Applications;
using Integration.Workflows.Cases;
using Integration.Workflows.Catalogue;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Integration.Functions.Tests.Cases;

public sealed class CaseSubmissionTests
{
    private const string Key = "key-1";
    private static readonly ServiceCatalogue Catalogue = ServiceCatalogue.LoadShipped();
    private static readonly string Newborn = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "newborn.json"));
    private readonly RecordedNetwork _network = new();

    [Fact]
    public async Task An_application_is_stored_and_on_the_bus_before_it_is_accepted()
    {
        var answer = await SubmitAsync(Newborn);

        answer.Status.ShouldBe(202);
        answer.Headers.RetryAfter.ToString().ShouldBe("2");
        answer.Headers.Location.ToString().ShouldBe($"/api/cases/{answer.Body.GetProperty("id").GetString()}");
        _network.Stored.Keys.ShouldBe([answer.Body.GetProperty("id").GetString()!]);
        _network.Sent[^1].Destination.ShouldBe("intake");
    }

    [Fact]
    public async Task The_same_key_and_body_are_the_same_case()
    {
        var first = await SubmitAsync(Newborn);
        var again = await SubmitAsync(Newborn);

        again.Status.ShouldBe(202);
        again.Headers.Location.ShouldBe(first.Headers.Location);
        _network.Stored.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        await SubmitAsync(Newborn);
        var sent = _network.Sent.Count;

        var answer = await SubmitAsync(Newborn.Replace("60000", "60001", StringComparison.Ordinal));

        answer.Status.ShouldBe(422);
        answer.ContentType.ShouldBe("application/problem+json");
        _network.Stored.Count.ShouldBe(1);
        _network.Sent.Count.ShouldBe(sent);
    }

    [Fact]
    public async Task Every_offending_field_is_named_by_its_JSON_Pointer() =>
        (await ShouldBeRefusedAsync(
            422,
            Newborn.Replace("123456782", "123456789", StringComparison.Ordinal)
                .Replace("M5H 2N2", "M5H2N", StringComparison.Ordinal)
                .Replace("2025-06-14", "2025-02-30", StringComparison.Ordinal)))
            .Body.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString())
            .ShouldBe(
                ["/applicant/sin", "/applicant/address/postalCode", "/children/0/birthDate", "/statementOfLiveBirth/birthDate"],
                ignoreOrder: true);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("not JSON")]
    public Task A_body_that_is_no_JSON_is_a_bad_request(string body) => ShouldBeRefusedAsync(400, body);

    [Fact]
    public async Task A_service_that_is_not_there_is_not_found_and_those_that_are_get_named() =>
        (await ShouldBeRefusedAsync(404, Newborn, service: "unheard-of")).Body.GetProperty("detail").GetString()
            .ShouldNotBeNull().ShouldContain("newborn");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public Task A_submission_without_a_key_is_a_bad_request(string? key) => ShouldBeRefusedAsync(400, Newborn, key: key);

    [Fact]
    public Task A_key_that_is_too_long_is_a_bad_request() => ShouldBeRefusedAsync(400, Newborn, key: new string('k', 256));

    [Fact]
    public Task Another_media_type_is_not_supported() => ShouldBeRefusedAsync(415, Newborn, contentType: "text/plain");

    [Fact]
    public Task A_body_that_is_too_large_is_not_read_to_its_end() =>
        ShouldBeRefusedAsync(413, Newborn + new string(' ', ApplicationValidator.MaximumSize));

    private async Task<Answer> ShouldBeRefusedAsync(
        int status, string body, string service = "newborn", string? key = Key, string contentType = "application/json")
    {
        var answer = await SubmitAsync(body, service, key, contentType);

        answer.Status.ShouldBe(status);
        answer.ContentType.ShouldBe("application/problem+json");
        answer.Body.GetProperty("status").GetInt32().ShouldBe(status);
        answer.Body.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
        _network.Stored.ShouldBeEmpty();
        _network.Sent.ShouldBeEmpty();
        return answer;
    }

    private async Task<Answer> SubmitAsync(
        string body, string service = "newborn", string? key = Key, string contentType = "application/json")
    {
        using var written = new MemoryStream();
        var http = new DefaultHttpContext
        {
            Request = { Body = new MemoryStream(Encoding.UTF8.GetBytes(body)), ContentType = contentType },
        };
        http.Response.Body = written;
        http.Request.Headers["Idempotency-Key"] = key;
        new Caller("portal", new HashSet<Role> { Role.Agency }).Enter(http);

        var result = await Submission().SubmitCase(http.Request, service, TestContext.Current.CancellationToken);
        await result.ExecuteResultAsync(new ActionContext { HttpContext = http });
        return new(http.Response.StatusCode, http.Response.ContentType, http.Response.Headers, JsonElement.Parse(written.ToArray()));
    }

    private CaseSubmission Submission() => new(
        new ApplicationValidator(Catalogue, TimeProvider.System),
        new CaseIntake(
            new FixedCatalogue(Catalogue), _network, _network, OpenCase.Keys, TimeProvider.System));

    private sealed record Answer(int Status, string? ContentType, IHeaderDictionary Headers, JsonElement Body);
}
