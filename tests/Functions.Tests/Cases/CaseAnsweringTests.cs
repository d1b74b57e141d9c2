using System.Text.Json;
using Integration.Functions.Cases;
using Integration.Functions.Security;
using Integration.Workflows.Applications;
using Integration.Workflows.Plans;

namespace Integration.Functions.Tests.Cases;

public sealed class CaseAnsweringTests
{
    private const string StepUp = """{"stepKey":"CASE/identity/2","credential":{"provider":"my-ontario-account","assurance":"verified"}}""";

    [Fact]
    public async Task An_answer_is_stored_and_the_same_again_is_answered_the_same()
    {
        await using var open = await OpenCase.ThatWaitsForAStepUpAsync();

        var first = await AnswerAsync(open, StepUp);
        var revision = open.Stored.Revision;
        var again = await AnswerAsync(open, StepUp);

        first.Status.ShouldBe(200);
        first.Body.GetProperty("status").GetString().ShouldBe("completed");
        again.Status.ShouldBe(200);
        open.Stored.Revision.ShouldBe(revision);
    }

    [Fact]
    public async Task Another_answer_to_the_same_question_is_a_conflict()
    {
        await using var open = await OpenCase.ThatWaitsForAStepUpAsync();
        await AnswerAsync(open, StepUp);

        (await AnswerAsync(open, """{"stepKey":"CASE/identity/2","decision":"decline"}""")).Status.ShouldBe(409);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("""{"stepKey":7}""")]
    [InlineData("""{"stepKey":"CASE/identity/2","values":[]}""")]
    [InlineData("""{"stepKey":"CASE/identity/2","surprise":true}""")]
    [InlineData("""{"stepKey":"CASE/identity/2","decision":"accept","decision":"decline"}""")]
    public async Task What_is_no_answer_is_refused_with_what_would_be_one(string body)
    {
        await using var open = await OpenCase.ThatWaitsForAStepUpAsync();

        var answer = await AnswerAsync(open, body);

        answer.Status.ShouldBe(400);
        answer.ContentType.ShouldBe("application/problem+json");
        answer.Body.GetProperty("detail").GetString()!.ShouldContain("stepKey");
    }

    [Theory]
    [InlineData("""{"stepKey":"CASE/identity/2"}""", "/credential")]
    [InlineData("""{"stepKey":"CASE/identity/2","credential":{"provider":"my-ontario-account"}}""", "/credential/assurance")]
    [InlineData("""{"stepKey":"CASE/identity/2","decision":"perhaps"}""", "/decision")]
    [InlineData("""{"stepKey":"somewhere/else"}""", "/stepKey")]
    [InlineData("""{}""", "/stepKey")]
    public async Task An_answer_that_does_not_fit_names_its_field(string body, string pointer)
    {
        await using var open = await OpenCase.ThatWaitsForAStepUpAsync();
        var revision = open.Stored.Revision;

        var answer = await AnswerAsync(open, body);

        answer.Status.ShouldBe(422);
        answer.Body.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString()).ShouldBe([pointer]);
        open.Stored.Revision.ShouldBe(revision);
    }

    [Theory]
    [InlineData("another-portal", Role.Agency, 404)]
    [InlineData("a-centre", Role.ServiceCentre, 200)]
    public async Task The_agency_of_the_case_or_a_service_centre_answers_and_nobody_else(string client, Role role, int status)
    {
        await using var open = await OpenCase.ThatWaitsForAStepUpAsync();

        (await AnswerAsync(open, StepUp, client, role)).Status.ShouldBe(status);
    }

    [Theory]
    [InlineData("CASE/identity/1")]
    [InlineData("CASE/identity/3")]
    public async Task What_nobody_was_asked_is_not_found(string key)
    {
        await using var open = await OpenCase.ThatWaitsForAStepUpAsync();

        (await AnswerAsync(open, $$"""{"stepKey":"{{key}}","decision":"accept"}""")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_body_of_another_kind_or_size_is_not_read()
    {
        await using var open = await OpenCase.ThatWaitsForAStepUpAsync();

        (await AnswerAsync(open, StepUp, contentType: "text/plain")).Status.ShouldBe(415);
        (await AnswerAsync(open, StepUp + new string(' ', ApplicationValidator.MaximumSize))).Status.ShouldBe(413);
    }

    private static Task<(int Status, string? ContentType, JsonElement Body)> AnswerAsync(
        OpenCase open, string body, string client = OpenCase.Agency, Role role = Role.Agency, string contentType = "application/json")
    {
        var function = new CaseAnswering(
            open.Network, new QuestionAnswering(open.Plans, open.Network, TimeProvider.System));
        return open.AskAsync(
            request => function.AnswerQuestion(request, open.Id, open.Client, TestContext.Current.CancellationToken),
            body.Replace("CASE", open.Id, StringComparison.Ordinal), client, role, contentType);
    }
}
