using System.Text.Json;
using Integration.Workflows.Cases;
using Integration.Workflows.Exchange;
using Integration.Workflows.Participants;
using Integration.Workflows.Steps;
using Integration.Workflows.Tests.Cases;
using Microsoft.Extensions.Logging.Abstractions;

namespace Integration.Workflows.Tests.Participants;

public sealed class RequestReceiverTests
{
    private readonly Network _network = new();
    private readonly RequestReceiver _receiver;

    public RequestReceiverTests() =>
        _receiver = new RequestReceiver(
            _network.Catalogues, _network.Hosted, _network.Exchange, _network.Time, NullLogger<RequestReceiver>.Instance);

    [Fact]
    public async Task A_request_is_answered_to_the_queue_and_session_that_it_names()
    {
        var request = await RequestAsync();

        (await ReceiveAsync(request)).ShouldBeOfType<RequestOutcome.Done>();

        var answer = _network.Exchange.Sent[^1];
        answer.Destination.ShouldBe("step-results");
        answer.SessionId.ShouldBe(request.ReplyToSessionId);
        answer.CorrelationId.ShouldBe(request.Body!.StepKey);
        answer.Participant.ShouldBe("serviceontario-identity");
        Read(answer).Identity.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_request_that_comes_again_has_the_same_answer()
    {
        var request = await RequestAsync();

        await ReceiveAsync(request);
        await ReceiveAsync(request);

        _network.Exchange.Sent[^1].ShouldBe(_network.Exchange.Sent[^2] with { Body = _network.Exchange.Sent[^1].Body });
        _network.Exchange.Sent[^1].Body.ShouldBe(_network.Exchange.Sent[^2].Body);
    }

    [Fact]
    public async Task A_request_that_can_t_be_answered_is_to_come_again()
    {
        var request = await UnanswerableAsync();
        var sent = _network.Exchange.Sent.Count;

        await Should.ThrowAsync<NotSupportedException>(ReceiveAsync(request));

        _network.Exchange.Sent.Count.ShouldBe(sent);
    }

    [Fact]
    public async Task On_the_last_delivery_the_case_is_told_that_it_failed()
    {
        var request = await UnanswerableAsync();

        var outcome = await ReceiveAsync(request, isLast: true);

        outcome.ShouldBe(new RequestOutcome.NotTaken("failed", nameof(NotSupportedException)));
        Read(_network.Exchange.Sent[^1]).ShouldBe(new StepAnswer("failed") { Error = nameof(NotSupportedException) });
    }

    [Fact]
    public async Task A_cancellation_needs_no_answer()
    {
        var sent = _network.Exchange.Sent.Count;

        (await ReceiveAsync(new IncomingRequest(MessageTypes.StepCancelled, "cra-benefits", "step-results", "session", null)))
            .ShouldBeOfType<RequestOutcome.Done>();

        _network.Exchange.Sent.Count.ShouldBe(sent);
    }

    [Theory]
    [InlineData("participant")]
    [InlineData("reply-to")]
    [InlineData("session")]
    [InlineData("body")]
    [InlineData("key")]
    public async Task A_request_without_what_an_answer_needs_is_not_taken(string missing)
    {
        var whole = await RequestAsync();
        var request = missing switch
        {
            "participant" => whole with { Participant = null },
            "reply-to" => whole with { ReplyTo = "" },
            "session" => whole with { ReplyToSessionId = null },
            "body" => whole with { Body = null },
            _ => whole with { Body = whole.Body! with { StepKey = "no key" } },
        };

        (await ReceiveAsync(request)).ShouldBeOfType<RequestOutcome.NotTaken>().Reason.ShouldBe("malformed");
    }

    private Task<RequestOutcome> ReceiveAsync(IncomingRequest request, bool isLast = false) =>
        _receiver.ReceiveAsync(request, isLast, TestContext.Current.CancellationToken);

    private async Task<IncomingRequest> RequestAsync()
    {
        var id = await _network.AcceptAsync();
        await _network.TakeAsync(id, (await _network.OpenAsync(id))[0]);
        var message = _network.Exchange.Sent[^1];
        return new(
            message.Type, message.Participant, message.ReplyTo, message.ReplyToSessionId,
            JsonSerializer.Deserialize<StepRequestBody>(message.Body, CaseJson.Options));
    }

    private async Task<IncomingRequest> UnanswerableAsync()
    {
        var request = await RequestAsync();
        return request with { Body = request.Body! with { Step = "divination" } };
    }

    private static StepAnswer Read(ExchangeMessage message) => JsonSerializer.Deserialize<StepAnswer>(message.Body, CaseJson.Options)!;
}
