using System.Text.Json;
using Integration.Workflows.Audit;
using Integration.Workflows.Cases;
using Integration.Workflows.Exchange;
using Integration.Workflows.LifeEvents;
using Integration.Workflows.Tests.Cases;
using Integration.Workflows.Tests.Catalogue;

namespace Integration.Workflows.Tests.LifeEvents;

public sealed class LifeEventIntakeTests
{
    private readonly Network _network = new();

    public LifeEventIntakeTests() => _network.Time.AdjustTime(new DateTimeOffset(2025, 9, 16, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task An_event_under_an_agreement_becomes_a_case_and_its_sender_is_told()
    {
        var receipt = await TellAsync(NewCustomer.Event());

        receipt.Status.ShouldBe("forwarded");
        (receipt.EventId, receipt.EventSource, receipt.Reason, receipt.Errors).ShouldBe(("evt-1", "/lumilux/connections", null, null));
        var message = Receipts().ShouldHaveSingleItem();
        (message.Destination, message.Participant, message.CorrelationId, message.Type)
            .ShouldBe(("event-receipts", NewCustomer.Supplier, "evt-1", "integration.event.receipt.v1"));
        _network.Exchange.Sent.ShouldContain(sent => sent.Destination == Destinations.Intake);
    }

    [Fact]
    public async Task The_audit_chain_of_the_case_begins_with_who_told_what_under_which_agreement()
    {
        var receipt = await TellAsync(NewCustomer.Event());

        var record = await CaseAsync();
        var first = record.Audit.ShouldHaveSingleItem();
        (first.Kind, first.Actor).ShouldBe((AuditKinds.CaseReceived, NewCustomer.Supplier));
        var details = JsonElement.Parse(first.Details);
        details.GetProperty("event").GetString().ShouldBe("be.energy.customer-connected.v1");
        details.GetProperty("agreement").GetString().ShouldBe("be-lumilux-customer-notice");
        details.GetProperty("receipt").GetString().ShouldBe(receipt.Receipt);
        (await _network.VerifyAuditAsync(record.Head.Id)).Intact.ShouldBeTrue();
    }

    [Fact]
    public async Task The_case_is_the_recipient_s_and_the_sender_never_learns_its_id()
    {
        await TellAsync(NewCustomer.Event());

        var head = (await CaseAsync()).Head;
        head.Agency.ShouldBe("be-economy-tariff");
        System.Text.Encoding.UTF8.GetString(Receipts().Single().Body).ShouldNotContain(head.Id[1..]);
    }

    [Fact]
    public async Task The_same_event_again_is_the_same_case_with_the_same_receipt()
    {
        await TellAsync(NewCustomer.Event());
        await TellAsync(NewCustomer.Event());

        ((InMemoryCaseStore)_network.Store).Transactions.ShouldBe(1);
        var receipts = Receipts();
        receipts.Count.ShouldBe(2);
        receipts[0].MessageId.ShouldBe(receipts[1].MessageId);
        receipts[0].Body.ShouldBe(receipts[1].Body);
    }

    [Fact]
    public async Task What_was_forwarded_stays_forwarded_when_it_comes_again_after_the_agreement_has_ended()
    {
        using var packs = new PackCopy();
        var network = new Network(catalogue: packs.Edit("be/agreements.json", "/agreements/0/until", "\"2025-09-30\"").Load());
        network.Time.AdjustTime(new DateTimeOffset(2025, 9, 30, 8, 0, 0, TimeSpan.Zero));
        var before = await TellAsync(NewCustomer.Event(), network);

        network.Time.Advance(TimeSpan.FromDays(1));

        (await TellAsync(NewCustomer.Event(), network)).ShouldBe(before);
        (await TellAsync(NewCustomer.Event(id: "evt-2"), network)).Reason.ShouldBe(RefusalReasons.AgreementNotInForce);
        (await TellAsync(NewCustomer.Event(postalCode: "1000"), network)).Reason.ShouldBe(RefusalReasons.AgreementNotInForce);
    }

    [Fact]
    public async Task The_same_event_with_other_data_is_refused_and_told()
    {
        await TellAsync(NewCustomer.Event());

        (await TellAsync(NewCustomer.Event(postalCode: "1000"))).Reason.ShouldBe(RefusalReasons.EventIdReused);

        ((InMemoryCaseStore)_network.Store).Transactions.ShouldBe(1);
        Receipts().Select(receipt => receipt.MessageId).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Events_of_another_id_or_source_are_other_cases()
    {
        await TellAsync(NewCustomer.Event());
        await TellAsync(NewCustomer.Event(id: "evt-2"));
        await TellAsync(NewCustomer.Event() with { Source = "/lumilux/other" });

        _network.Exchange.Sent.Where(sent => sent.Destination == Destinations.Intake)
            .Select(sent => sent.CorrelationId).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task What_is_refused_starts_nothing_and_the_sender_knows_why()
    {
        (await TellAsync(NewCustomer.Event() with { Type = "be.energy.customer-left.v1" })).Reason.ShouldBe(RefusalReasons.UnknownEvent);

        _network.Exchange.Sent.ShouldHaveSingleItem().Destination.ShouldBe(Destinations.EventReceipts);
        ((InMemoryCaseStore)_network.Store).Transactions.ShouldBe(0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("somebody")]
    [InlineData("be-pensions")]
    public async Task An_event_whose_sender_cannot_be_told_is_set_aside(string? participant)
    {
        var outcome = await _network.LifeEvents.ReceiveAsync(NewCustomer.Event() with { Participant = participant }, Cancel);

        outcome.ShouldBeOfType<LifeEventOutcome.NotTaken>().Reason.ShouldBe("unknown-sender");
        _network.Exchange.Sent.ShouldBeEmpty();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private List<ExchangeMessage> Receipts() => [.. _network.Exchange.Sent.Where(sent => sent.Type == MessageTypes.EventReceipt)];

    private Task<CaseRecord> CaseAsync() =>
        _network.ReadAsync(_network.Exchange.Sent.Single(sent => sent.Destination == Destinations.Intake).CorrelationId!);

    private async Task<EventReceipt> TellAsync(LifeEvent told, Network? network = null) =>
        (await (network ?? _network).LifeEvents.ReceiveAsync(told, Cancel)).ShouldBeOfType<LifeEventOutcome.Told>().Receipt;
}
