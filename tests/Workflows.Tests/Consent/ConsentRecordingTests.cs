using System.Text.Json;
using Integration.Workflows.Audit;
using Integration.Workflows.Cases;
using Integration.Workflows.Consent;
using Integration.Workflows.Exchange;
using Integration.Workflows.Steps;
using Integration.Workflows.Tests.Cases;

namespace Integration.Workflows.Tests.Consent;

public sealed class ConsentRecordingTests
{
    private const string Purpose = "education-savings-referral";
    private readonly Network _network = new();

    [Fact]
    public async Task Who_when_how_and_by_which_notice_is_kept_with_the_application()
    {
        var id = await _network.AcceptAsync();

        var consent = (await _network.ReadAsync(id)).Consents.Single(record => record.Purpose == Purpose);

        consent.ShouldBe(new ConsentRecord(
            2, Purpose, ConsentDecision.Accept, _network.Time.GetUtcNow(), Network.Agency,
            "online", "2025-1", "en", _network.Time.GetUtcNow().AddDays(730)));
    }

    [Fact]
    public async Task The_bus_reminds_of_each_yes_when_it_ends()
    {
        var id = await _network.AcceptAsync();

        var reminders = _network.Exchange.Sent.Where(message => message.Destination == Destinations.ConsentExpiry).ToList();

        reminders.Select(message => message.MessageId).ShouldBe([$"{id}/consent/1", $"{id}/consent/2"]);
        reminders.ShouldAllBe(message => message.NotBefore == _network.Time.GetUtcNow().AddDays(730));
    }

    [Fact]
    public async Task Taking_a_consent_back_cancels_what_is_under_way_and_tells_whoever_has_data()
    {
        var id = await ReferredAsync();

        var recorded = (await DecideAsync(id, ConsentDecision.Decline)).ShouldBeOfType<ConsentOutcome.Recorded>();

        recorded.Ends.ShouldHaveSingleItem().Status.ShouldBe(StepStatus.Cancelled);
        (await _network.ViewAsync(id)).Referrals.Single().Status.ShouldBe("cancelled");
        var told = _network.Exchange.Sent[^1];
        told.Type.ShouldBe(MessageTypes.ConsentEnded);
        told.Participant.ShouldBe(Network.Partner);
        JsonElement.Parse(told.Body).GetProperty("reason").GetString().ShouldBe("withdrawn");
        (await _network.VerifyAuditAsync(id)).Intact.ShouldBeTrue();
    }

    [Fact]
    public async Task A_caller_who_hangs_up_once_the_decision_is_stored_has_whoever_has_data_told()
    {
        var id = await ReferredAsync();
        using var caller = new CancellationTokenSource();
        ((InMemoryCaseStore)_network.Store).Stored = caller.Cancel;

        await _network.Consents.RecordAsync(
            id, Network.Agency, new ConsentChange(Purpose, ConsentDecision.Decline), caller.Token);

        _network.Exchange.Sent[^1].Type.ShouldBe(MessageTypes.ConsentEnded);
    }

    [Fact]
    public async Task A_record_is_never_changed_a_new_one_takes_its_place()
    {
        var id = await _network.AcceptAsync();
        var first = (await _network.ReadAsync(id)).Consents;

        await DecideAsync(id, ConsentDecision.Decline);
        _network.Time.Advance(TimeSpan.FromDays(1));
        await DecideAsync(id, ConsentDecision.Accept);

        var now = (await _network.ReadAsync(id)).Consents;
        now.Take(2).ShouldBe(first);
        now.Skip(2).Select(record => record.Decision).ShouldBe([ConsentDecision.Decline, ConsentDecision.Accept]);
    }

    [Fact]
    public async Task The_same_decision_again_changes_nothing_and_is_told_again()
    {
        var id = await ReferredAsync();
        var first = await DecideAsync(id, ConsentDecision.Decline);
        var (head, sent) = ((await _network.ReadAsync(id)).Head, _network.Exchange.Sent[^1]);

        var again = await DecideAsync(id, ConsentDecision.Decline);

        again.ShouldBeOfType<ConsentOutcome.Recorded>().Record.ShouldBe(((ConsentOutcome.Recorded)first).Record);
        (await _network.ReadAsync(id)).Head.ShouldBe(head);
        _network.Exchange.Sent[^1].MessageId.ShouldBe(sent.MessageId);
    }

    [Fact]
    public async Task Whoever_got_data_is_told_after_the_case_has_closed_too()
    {
        var id = await ReferredAsync();
        await _network.AnswerAsync($"{id}/referral/education-savings/1", Network.Partner, new StepAnswer("accepted"));
        await _network.AnswerAsync($"{id}/referral/education-savings/1", Network.Partner, new StepAnswer("completed"));
        await _network.Attempts.CloseAsync(new AttemptEnd(id, 1, CaseOutcomes.PlanCarriedOut), Cancel);

        (await DecideAsync(id, ConsentDecision.Decline)).ShouldBeOfType<ConsentOutcome.Recorded>();

        _network.Exchange.Sent[^1].Type.ShouldBe(MessageTypes.ConsentEnded);
        (await _network.ViewAsync(id)).Referrals.Single().Status.ShouldBe("completed");
    }

    [Fact]
    public async Task A_consent_whose_time_is_over_ends_and_whoever_has_data_is_told_once_on_record()
    {
        var id = await ReferredAsync();
        _network.Time.Advance(TimeSpan.FromDays(731));

        await _network.Consents.ExpireAsync(id, 2, Cancel);
        await _network.Consents.ExpireAsync(id, 2, Cancel);

        JsonElement.Parse(_network.Exchange.Sent[^1].Body).GetProperty("reason").GetString().ShouldBe("expired");
        var record = await _network.ReadAsync(id);
        record.Audit.Count(entry => entry.Kind == AuditKinds.ConsentExpired).ShouldBe(1);
        ConsentLedger.StateOf(record.Consents, Purpose, _network.Time.GetUtcNow()).ShouldBe(ConsentState.Expired);
    }

    [Theory]
    [InlineData(729)]
    [InlineData(731)]
    public async Task A_reminder_of_a_consent_that_was_renewed_or_holds_yet_means_nothing(int days)
    {
        var id = await ReferredAsync();
        _network.Time.Advance(TimeSpan.FromDays(days - 1));
        await DecideAsync(id, ConsentDecision.Decline);
        _network.Time.Advance(TimeSpan.FromDays(1));
        await DecideAsync(id, ConsentDecision.Accept);
        var sent = _network.Exchange.Sent.Count;

        (await _network.Consents.ExpireAsync(id, 2, Cancel)).ShouldBeOfType<ConsentOutcome.NotThere>();
        (await _network.Consents.ExpireAsync(id, 4, Cancel)).ShouldBeOfType<ConsentOutcome.NotThere>();

        _network.Exchange.Sent.Count.ShouldBe(sent);
    }

    [Theory]
    [InlineData("marketing", "online", "en", "/purpose")]
    [InlineData(null, "online", "en", "/purpose")]
    [InlineData(Purpose, "pigeon", "en", "/channel")]
    [InlineData(Purpose, "online", "de", "/language")]
    public async Task A_decision_that_says_nothing_usable_is_refused_with_its_place(
        string? purpose, string channel, string language, string pointer)
    {
        var id = await _network.AcceptAsync();

        var outcome = await _network.Consents.RecordAsync(
            id, "portal", new ConsentChange(purpose, ConsentDecision.Decline, channel, language), Cancel);

        outcome.ShouldBeOfType<ConsentOutcome.Invalid>().Errors.ShouldHaveSingleItem().Pointer.ShouldBe(pointer);
        (await _network.ReadAsync(id)).Consents.Count.ShouldBe(2);
    }

    [Fact]
    public async Task There_is_nothing_to_decide_about_a_case_that_is_not_there() =>
        (await DecideAsync(CaseId.From("a", "b", "c"), ConsentDecision.Decline)).ShouldBeOfType<ConsentOutcome.NotThere>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Task<ConsentOutcome> DecideAsync(string id, ConsentDecision decision) =>
        _network.Consents.RecordAsync(id, "portal", new ConsentChange(Purpose, decision), Cancel);

    private async Task<string> ReferredAsync()
    {
        var id = await _network.AcceptAsync();
        await _network.OpenAsync(id);
        await _network.TakeAsync(id, ["referral/education-savings"]);
        return id;
    }
}
