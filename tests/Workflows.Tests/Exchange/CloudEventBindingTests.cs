using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Integration.Workflows.Cases;
using Integration.Workflows.Exchange;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Tests.Exchange;

public sealed class CloudEventBindingTests
{
    private static readonly string Case = CaseId.From("portal", "newborn", "key");
    private static readonly DateTimeOffset At = new(2026, 3, 1, 9, 30, 0, TimeSpan.FromHours(-5));

    private static readonly ExchangeMessage Request = new(
        "eligibility-checks", $"{Case}/eligibility/ca-child-benefit/1", MessageTypes.StepRequested, "/organizations/serviceontario",
        $"{Case}/eligibility/ca-child-benefit/1", At, """{"stepKey":"x"}"""u8.ToArray())
    {
        CorrelationId = Case,
        ReplyTo = "step-results",
        ReplyToSessionId = Case,
        Participant = "cra-benefits",
        Hosting = "hosted",
    };

    [Fact]
    public void An_event_has_the_attributes_that_CloudEvents_asks_for() =>
        CloudEventBinding.ToMessage(Request).ApplicationProperties
            .Where(property => property.Key.StartsWith("cloudEvents:", StringComparison.Ordinal))
            .ToDictionary(property => property.Key["cloudEvents:".Length..], property => property.Value)
            .ShouldBe(
                new Dictionary<string, object>
                {
                    ["specversion"] = "1.0",
                    ["id"] = Request.MessageId,
                    ["type"] = "integration.step.requested.v1",
                    ["source"] = "/organizations/serviceontario",
                    ["subject"] = Request.Subject,
                    ["time"] = "2026-03-01T14:30:00.0000000Z",
                },
                ignoreOrder: true);

    [Fact]
    public void Subscriptions_choose_by_participant_and_hosting()
    {
        var properties = CloudEventBinding.ToMessage(Request).ApplicationProperties;

        properties["participant"].ShouldBe("cra-benefits");
        properties["hosting"].ShouldBe("hosted");
    }

    [Fact]
    public void A_request_that_arrives_says_what_was_sent()
    {
        var body = new StepRequestBody(
            Request.Subject, "eligibility", "ca-child-benefit", "child-benefit-assessment", "agreement", "person", null,
            new(2026, 3, 1), "version", JsonElement.Parse("{}"));

        var incoming = CloudEventBinding.ToRequest(
            Arrived(Request with { Body = JsonSerializer.SerializeToUtf8Bytes(body, CaseJson.Options) }));

        incoming.Type.ShouldBe(MessageTypes.StepRequested);
        incoming.Participant.ShouldBe("cra-benefits");
        incoming.ReplyTo.ShouldBe("step-results");
        incoming.ReplyToSessionId.ShouldBe(Case);
        incoming.Body.ShouldNotBeNull().Subject.ShouldBe("ca-child-benefit");
    }

    [Fact]
    public void An_answer_that_arrives_says_what_was_sent()
    {
        var answer = StepMessages.Answered(Request.Subject, Case, "cra-benefits", new StepAnswer(StepStatus.Completed), At);

        var incoming = CloudEventBinding.ToAnswer(Arrived(answer));

        incoming.ShouldSatisfyAllConditions(
            () => incoming.MessageId.ShouldBe($"{Request.Subject}/completed"),
            () => incoming.StepKey.ShouldBe(Request.Subject),
            () => incoming.SessionId.ShouldBe(Case),
            () => incoming.Participant.ShouldBe("cra-benefits"),
            () => incoming.Body.ToArray().ShouldBe(answer.Body));
    }

    [Fact]
    public void A_case_that_was_received_asks_for_its_first_attempt() =>
        CloudEventBinding.ToAttempt(
                Arrived(Request with { Body = JsonSerializer.SerializeToUtf8Bytes(new CaseAttempt(Case, 1), CaseJson.Options) }))
            .ShouldBe(new CaseAttempt(Case, 1));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"caseId":"../../etc","attempt":1}""")]
    [InlineData("""{"caseId":"CASE","attempt":0}""")]
    [InlineData("""{"caseId":"CASE","attempt":-1}""")]
    public void Other_bodies_ask_for_no_attempt(string body) =>
        CloudEventBinding.ToAttempt(ServiceBusModelFactory.ServiceBusReceivedMessage(
            BinaryData.FromString(body.Replace("CASE", Case, StringComparison.Ordinal)))).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("not JSON")]
    [InlineData("[1]")]
    public void A_request_without_a_readable_body_has_none(string body) =>
        CloudEventBinding.ToRequest(ServiceBusModelFactory.ServiceBusReceivedMessage(BinaryData.FromString(body))).Body.ShouldBeNull();

    private static ServiceBusReceivedMessage Arrived(ExchangeMessage message)
    {
        var sent = CloudEventBinding.ToMessage(message);
        return ServiceBusModelFactory.ServiceBusReceivedMessage(
            sent.Body, sent.MessageId, sessionId: sent.SessionId, replyToSessionId: sent.ReplyToSessionId,
            correlationId: sent.CorrelationId, subject: sent.Subject, contentType: sent.ContentType, replyTo: sent.ReplyTo,
            properties: sent.ApplicationProperties);
    }
}
