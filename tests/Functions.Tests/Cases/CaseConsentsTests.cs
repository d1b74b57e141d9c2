using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Integration.Functions.Cases;
using Integration.Functions.Security;
using Integration.Functions.Tests.Exchange;
using Integration.Workflows.Applications;
using Integration.Workflows.Consent;

namespace Integration.Functions.Tests.Cases;

public sealed class CaseConsentsTests
{
    private const string Decline = """{"purpose":"education-savings-referral","decision":"decline"}""";

    [Fact]
    public async Task Taking_a_consent_back_takes_one_call_as_giving_it_does()
    {
        await using var open = await OpenCase.ThatWaitsForAStepUpAsync();

        var taken = await DecideAsync(open, Decline);
        var given = await DecideAsync(
            open, """{"purpose":"education-savings-referral","decision":"accept","channel":"telephone","language":"fr"}""");

        (taken.Status, given.Status).ShouldBe((200, 200));
        taken.Body.GetProperty("decision").GetString().ShouldBe("decline");
        given.Body.GetProperty("channel").GetString().ShouldBe("telephone");
        given.Body.GetProperty("noticeVersion").GetString().ShouldBe("2025-1");
        open.Stored.Consents.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"purpose":"education-savings-referral","decision":"perhaps"}""")]
    [InlineData("""{"purpose":"education-savings-referral","decision":1}""")]
    [InlineData("""{"purpose":["education-savings-referral"],"decision":"decline"}""")]
    [InlineData("""{"purpose":"education-savings-referral","decision":"decline","expiresAt":"never"}""")]
    public async Task What_is_no_decision_is_refused(string body)
    {
        await using var open = await OpenCase.ThatWaitsForAStepUpAsync();

        var answer = await DecideAsync(open, body);

        answer.Status.ShouldBe(400);
        answer.Body.GetProperty("detail").GetString()!.ShouldContain("purpose and decision");
        open.Stored.Consents.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("""{"purpose":"education-savings-referral"}""", "/decision")]
    [InlineData("""{"decision":"decline"}""", "/purpose")]
    [InlineData("""{"purpose":"identity-verification","decision":"decline"}""", "/purpose")]
    public async Task A_decision_that_does_not_fit_names_its_field(string body, string pointer)
    {
        await using var open = await OpenCase.ThatWaitsForAStepUpAsync();

        var answer = await DecideAsync(open, body);

        answer.Status.ShouldBe(422);
        answer.Body.GetProperty("errors")[0].GetProperty("pointer").GetString().ShouldBe(pointer);
    }

    [Fact]
    public async Task Nobody_decides_for_the_person_of_another_agency()
    {
        await using var open = await OpenCase.ThatWaitsForAStepUpAsync();

        (await DecideAsync(open, Decline, "another-portal")).Status.ShouldBe(404);
        open.Stored.Consents.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_body_of_another_kind_or_size_is_not_read()
    {
        await using var open = await OpenCase.ThatWaitsForAStepUpAsync();

        (await DecideAsync(open, Decline, contentType: "text/plain")).Status.ShouldBe(415);
        (await DecideAsync(open, Decline + new string(' ', ApplicationValidator.MaximumSize))).Status.ShouldBe(413);
    }

    [Theory]
    [InlineData("not JSON", "dead-lettered: malformed")]
    [InlineData("""{"caseId":"CASE"}""", "dead-lettered: malformed")]
    [InlineData("""{"caseId":"../other","sequence":1}""", "dead-lettered: malformed")]
    [InlineData("""{"caseId":"CASE","sequence":1}""", "completed")]
    [InlineData("""{"caseId":"CASE","sequence":99}""", "completed")]
    public async Task A_reminder_that_says_nothing_is_set_aside_and_one_that_comes_too_early_changes_nothing(string body, string settled)
    {
        await using var open = await OpenCase.ThatWaitsForAStepUpAsync();
        var (actions, revision) = (new RecordedActions(), open.Stored.Revision);
        var message = ServiceBusModelFactory.ServiceBusReceivedMessage(
            BinaryData.FromString(body.Replace("CASE", open.Id, StringComparison.Ordinal)), "id");

        await Function(open).ExpireConsent(message, actions, open.Client, TestContext.Current.CancellationToken);

        actions.Settled.ShouldBe([settled]);
        open.Stored.Revision.ShouldBe(revision);
    }

    private static CaseConsents Function(OpenCase open) =>
        new(open.Network, new ConsentRecording(open.Plans, open.Network, open.Network, TimeProvider.System));

    private static Task<(int Status, string? ContentType, JsonElement Body)> DecideAsync(
        OpenCase open, string body, string client = OpenCase.Agency, string contentType = "application/json") => open.AskAsync(
            request => Function(open).DecideConsent(request, open.Id, open.Client, TestContext.Current.CancellationToken),
            body, client, Role.Agency, contentType);
}
