using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Integration.Functions.Participants;
using Integration.Functions.Tests.Cases;
using Integration.Functions.Tests.Exchange;
using Integration.Workflows.Cases;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Evidence;
using Integration.Workflows.Exchange;
using Integration.Workflows.Participants;
using Integration.Workflows.Protection;
using Integration.Workflows.Steps;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Integration.Functions.Tests.Participants;

public sealed class HostedChecksSettlementTests
{
    private static readonly ServiceCatalogue Catalogue = ServiceCatalogue.LoadShipped();
    private static readonly string Case = CaseId.From("portal", "newborn", "key");
    private readonly RecordedNetwork _network = new();
    private readonly RecordedActions _actions = new();

    [Fact]
    public async Task A_check_is_let_go_when_its_answer_is_on_the_bus()
    {
        await CheckAsync(Request(StepNames.Identity), delivery: 1);

        _network.Sent.Single().MessageId.ShouldBe($"{Case}/identity/1/completed");
        _actions.Settled.ShouldBe(["completed"]);
    }

    [Fact]
    public async Task A_check_that_can_t_be_answered_comes_again()
    {
        await Should.ThrowAsync<NotSupportedException>(CheckAsync(Request("divination"), delivery: 4));

        _network.Sent.ShouldBeEmpty();
        _actions.Settled.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_last_delivery_of_such_a_check_tells_the_case_and_is_set_aside()
    {
        await CheckAsync(Request("divination"), delivery: 5);

        _network.Sent.Single().MessageId.ShouldBe($"{Case}/identity/1/failed");
        _actions.Settled.ShouldBe(["dead-lettered: failed"]);
    }

    private Task CheckAsync(ExchangeMessage request, int delivery)
    {
        var sent = CloudEventBinding.ToMessage(request);
        var message = ServiceBusModelFactory.ServiceBusReceivedMessage(
            sent.Body, sent.MessageId, replyToSessionId: sent.ReplyToSessionId, replyTo: sent.ReplyTo,
            properties: sent.ApplicationProperties, deliveryCount: delivery);
        return Checks().CheckIdentity(message, _actions, TestContext.Current.CancellationToken);
    }

    private static ExchangeMessage Request(string step)
    {
        var body = new StepRequestBody(
            $"{Case}/identity/1", step, null, "identity-verification", "agreement", "person", 2,
            new(2026, 3, 1), Catalogue.Version, JsonElement.Parse("{}"));
        return new(
            "identity-checks", body.StepKey, MessageTypes.StepRequested, "/organizations/serviceontario", body.StepKey,
            DateTimeOffset.UnixEpoch, JsonSerializer.SerializeToUtf8Bytes(body, CaseJson.Options))
        {
            ReplyTo = Destinations.StepResults,
            ReplyToSessionId = Case,
            Participant = "serviceontario-identity",
        };
    }

    private HostedChecks Checks() => new(
        new RequestReceiver(
            new FixedCatalogue(Catalogue),
            new HostedParticipant(new EvidenceHolder(new Pseudonyms(new byte[ProtectionOptions.KeyLength]))),
            _network,
            TimeProvider.System,
            NullLogger<RequestReceiver>.Instance),
        Options.Create(new HostedChecksOptions()));
}
