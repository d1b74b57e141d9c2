using Integration.Workflows.Audit;
using Integration.Workflows.Cases;
using Integration.Workflows.Exchange;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Tests.Steps;

public sealed class AnswerReceiverTests
{
    private readonly Cases.Network _network = new();

    [Fact]
    public async Task An_answer_that_comes_again_has_one_effect_and_is_told_again()
    {
        var key = await ReferralAsync();
        await _network.AnswerAsync(key, Cases.Network.Partner, new StepAnswer("accepted"));
        var first = await _network.AnswerAsync(key, Cases.Network.Partner, new StepAnswer("completed"));
        var before = await ReadAsync(key);

        var again = await _network.AnswerAsync(key, Cases.Network.Partner, new StepAnswer("completed"));
        var underAnotherId = await _network.AnswerAsync(key, Cases.Network.Partner, new StepAnswer("completed"), "another-id");

        again.ShouldBe(first);
        underAnotherId.ShouldBe(first);
        (await ReadAsync(key)).Head.ShouldBe(before.Head);
    }

    [Fact]
    public async Task An_answer_of_somebody_else_is_refused_and_on_record_once()
    {
        var key = await ReferralAsync();

        for (var delivery = 1; delivery <= 3; delivery++)
        {
            (await _network.AnswerAsync(key, "cra-benefits", new StepAnswer("accepted")))
                .ShouldBeOfType<AnswerOutcome.NotTaken>().Reason.ShouldBe(RefusalReasons.NotTheParticipantAsked);
        }

        var record = await ReadAsync(key);
        record.Results.ShouldBeEmpty();
        record.Audit.Count(entry => entry.Kind == AuditKinds.AnswerRefused).ShouldBe(1);
    }

    [Fact]
    public async Task What_was_answered_is_on_record_by_a_hash_that_tells_nothing_of_it()
    {
        var key = await ReferralAsync();
        await _network.AnswerAsync(key, Cases.Network.Partner, new StepAnswer("accepted") { StatusReason = "Room for Noah." });

        var stored = (await ReadAsync(key)).Audit.Single(entry => entry.Kind == AuditKinds.AnswerStored);

        var hash = System.Text.Json.JsonElement.Parse(stored.Details).GetProperty("contentHash").GetString();
        var plan = _network.Plans.Open(_network.Catalogue, await ReadAsync(key));
        hash.ShouldBe(plan.FingerprintOf("""{"status":"accepted","statusReason":"Room for Noah."}"""));
        stored.Details.ShouldNotContain("Noah");
    }

    [Fact]
    public async Task A_status_that_may_not_follow_is_refused()
    {
        var key = await ReferralAsync();

        (await _network.AnswerAsync(key, Cases.Network.Partner, new StepAnswer("completed")))
            .ShouldBeOfType<AnswerOutcome.NotTaken>().Reason.ShouldBe(RefusalReasons.TransitionNotAllowed);
    }

    [Fact]
    public async Task A_completed_check_without_its_answer_is_refused()
    {
        var id = await _network.AcceptAsync();
        var stages = await _network.OpenAsync(id);
        await _network.TakeAsync(id, stages[0]);

        (await _network.AnswerAsync($"{id}/identity/1", "serviceontario-identity", new StepAnswer("completed")))
            .ShouldBeOfType<AnswerOutcome.NotTaken>().Reason.ShouldBe(RefusalReasons.AnswerIncomplete);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"status":7}""")]
    [InlineData("""{"status":"received"}""")]
    public async Task A_body_that_says_nothing_is_malformed(string body)
    {
        var key = await ReferralAsync();

        var outcome = await _network.Receiver.ReceiveAsync(
            new IncomingAnswer("id", key, key.Split('/')[0], Cases.Network.Partner, System.Text.Encoding.UTF8.GetBytes(body)), Cancel);

        outcome.ShouldBeOfType<AnswerOutcome.NotTaken>().Reason.ShouldBe("malformed");
    }

    [Fact]
    public async Task An_answer_in_the_session_of_another_case_is_malformed()
    {
        var key = await ReferralAsync();

        var outcome = await _network.Receiver.ReceiveAsync(
            new IncomingAnswer("id", key, CaseId.From("x", "y", "z"), Cases.Network.Partner, """{"status":"accepted"}"""u8.ToArray()),
            Cancel);

        outcome.ShouldBeOfType<AnswerOutcome.NotTaken>().Reason.ShouldBe("malformed");
    }

    [Fact]
    public async Task Answers_to_unknown_cases_and_steps_are_not_taken()
    {
        var key = await ReferralAsync();

        (await _network.AnswerAsync(
                CaseId.From("x", "y", "z") + "/referral/education-savings/1", Cases.Network.Partner, new StepAnswer("accepted")))
            .ShouldBeOfType<AnswerOutcome.NotTaken>().Reason.ShouldBe("unknown-case");
        (await _network.AnswerAsync(key[..^1] + "2", Cases.Network.Partner, new StepAnswer("accepted")))
            .ShouldBeOfType<AnswerOutcome.NotTaken>().Reason.ShouldBe("unknown-step");
    }

    [Fact]
    public async Task A_referral_may_be_held_and_taken_up_as_often_as_needed()
    {
        var key = await ReferralAsync();
        string[] journey = ["accepted", "on-hold", "in-progress", "on-hold", "in-progress", "completed"];
        foreach (var (index, status) in journey.Index())
        {
            (await _network.AnswerAsync(key, Cases.Network.Partner, new StepAnswer(status), $"answer-{index}"))
                .ShouldBeOfType<AnswerOutcome.Stored>();
        }

        var record = await ReadAsync(key);
        record.Results.Select(result => result.Status).ShouldBe(journey);
        AuditChain.Verify(record.Head.Id, record.Audit, record.Head.Tip).Intact.ShouldBeTrue();
    }

    [Fact]
    public async Task Answers_that_come_at_once_are_all_stored()
    {
        var id = await _network.AcceptAsync();
        var stages = await _network.OpenAsync(id);
        await _network.TakeAsync(id, stages[3]);
        var asked = _network.Exchange.Sent.Where(message => message.MessageId.StartsWith($"{id}/eligibility/", StringComparison.Ordinal));

        var outcomes = await Task.WhenAll(asked.Select(message => Task.Run(() => _network.WorkAsync(message), Cancel)));

        outcomes.ShouldAllBe(outcome => outcome is AnswerOutcome.Stored);
        (await _network.ReadAsync(id)).Results.Count.ShouldBe(3);
    }

    [Fact]
    public async Task After_a_withdrawal_every_step_has_ended_asked_for_or_not()
    {
        var id = await _network.AcceptAsync();
        var stages = await _network.OpenAsync(id);
        await _network.TakeAsync(id, stages[0]);
        await _network.Withdrawal.WithdrawAsync(id, Cases.Network.Agency, Cancel);

        (await _network.TakeAsync(id, stages[1])).ShouldAllBe(turn => turn.IsOver && turn.CaseOutcome == CaseOutcomes.Withdrawn);
        (await _network.TakeAsync(id, stages[0], $"{id}/identity/1"))
            .ShouldAllBe(turn => turn.IsOver && turn.CaseOutcome == CaseOutcomes.Withdrawn);
        (await _network.ReadAsync(id)).Requests.Count.ShouldBe(1);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<string> ReferralAsync()
    {
        var id = await _network.AcceptAsync();
        var stages = await _network.OpenAsync(id);
        await _network.TakeAsync(id, stages[^1]);
        return $"{id}/{stages[^1][0]}/1";
    }

    private Task<CaseRecord> ReadAsync(string key) => _network.ReadAsync(key.Split('/')[0]);
}
