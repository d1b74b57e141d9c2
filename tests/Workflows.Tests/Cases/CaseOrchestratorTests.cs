using Integration.Local.DurableTask.Testing;
using Integration.Workflows.Cases;
using Integration.Workflows.Exchange;
using Integration.Workflows.Plans;
using Integration.Workflows.Steps;
using Integration.Workflows.Tests.Histories;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Workflows.Tests.Cases;

public sealed class CaseOrchestratorTests
{
    private readonly Network _network = new();

    [Fact]
    public async Task A_newborn_case_passes_identity_a_registration_five_programs_and_a_partner_and_closes()
    {
        await using var host = await StartAsync(raiseEvents: true);
        var id = await _network.AcceptAsync();

        (await RunAsync(host, id)).ShouldBe("\"plan-carried-out\"");

        var view = await _network.ViewAsync(id);
        view.Status.ShouldBe(CaseStatus.Closed);
        view.Steps.Count.ShouldBe(9);
        view.Steps.ShouldAllBe(step => step.Status == "completed" && step.CompletedAt != null);
        view.Determinations.Count.ShouldBe(6);
        view.Determinations.Single(answer => answer.Program == "ca-child-benefit").AnnualAmount.ShouldBe(6421.09m);
        view.Referrals.ShouldBe([new ReferralView("education-savings", Network.Partner, "completed")]);
        (await _network.VerifyAuditAsync(id)).Intact.ShouldBeTrue();
    }

    [Fact]
    public async Task A_case_of_nine_steps_costs_eighteen_table_transactions()
    {
        await using var host = await StartAsync(raiseEvents: true);
        await RunAsync(host, await _network.AcceptAsync());

        ((InMemoryCaseStore)_network.Store).Transactions.ShouldBe(18);
    }

    [Fact]
    public async Task A_step_that_the_gate_refuses_is_recorded_and_the_plan_goes_on()
    {
        await using var host = await StartAsync(raiseEvents: true);
        var id = await _network.AcceptAsync(Network.Newborn.Replace(
            """education-savings-referral", "decision": "accept""",
            """education-savings-referral", "decision": "decline""", StringComparison.Ordinal));

        (await RunAsync(host, id)).ShouldBe("\"plan-carried-out\"");

        var view = await _network.ViewAsync(id);
        view.Referrals.Single().Status.ShouldBe("refused");
        view.Steps[^1].Reason.ShouldBe(RefusalReasons.ConsentDeclined);
        _network.Exchange.Sent.ShouldAllBe(message => message.Participant != Network.Partner);
    }

    [Fact]
    public async Task An_event_that_was_lost_is_found_in_the_store()
    {
        await using var host = await StartAsync(raiseEvents: false, answerFirst: true);
        var id = await _network.AcceptAsync();

        (await RunAsync(host, id)).ShouldBe("\"plan-carried-out\"");
    }

    [Fact]
    public async Task A_failed_check_fails_the_attempt_and_leaves_finished_steps_intact()
    {
        await using var host = await StartAsync(raiseEvents: true, failing: "ontario-benefits");
        var id = await _network.AcceptAsync();

        (await RunAsync(host, id)).ShouldBe("\"step-failed\"");

        var view = await _network.ViewAsync(id);
        view.Status.ShouldBe(CaseStatus.Failed);
        view.Determinations.Count.ShouldBe(5);
        view.Referrals.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_withdrawn_case_cancels_its_referral_and_tells_the_partner()
    {
        var asked = new TaskCompletionSource();
        await using var host = await StartAsync(raiseEvents: true, partnerAsked: asked);
        var id = await _network.AcceptAsync();
        var attempt = new CaseAttempt(id, 1);
        await host.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(CaseOrchestrator), attempt, new StartOrchestrationOptions(attempt.InstanceId), Cancel);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);

        await _network.Withdrawal.WithdrawAsync(id, Network.Agency, Cancel);
        await host.Client.RaiseEventAsync(attempt.InstanceId, CaseWithdrawal.Event, "withdrawn", Cancel);
        var end = await host.Client.WaitForInstanceCompletionAsync(attempt.InstanceId, getInputsAndOutputs: true, Cancel);

        end.SerializedOutput.ShouldBe("\"withdrawn\"");
        HistoryLibrary.Replay(await host.RecordAsync(attempt.InstanceId, Cancel));
        var record = await _network.ReadAsync(id);
        record.Head.Status.ShouldBe(CaseStatus.Withdrawn);
        (await _network.ViewAsync(id)).Referrals.Single().Status.ShouldBe("cancelled");
        _network.Exchange.Sent.Single(message => message.Type == MessageTypes.StepCancelled).Participant.ShouldBe(Network.Partner);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<string?> RunAsync(DurableTaskTestHost host, string id)
    {
        var attempt = new CaseAttempt(id, 1);
        await host.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(CaseOrchestrator), attempt, new StartOrchestrationOptions(attempt.InstanceId), Cancel);
        var end = await host.Client.WaitForInstanceCompletionAsync(attempt.InstanceId, getInputsAndOutputs: true, Cancel)
            .WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed, end.FailureDetails?.ErrorMessage);
        HistoryLibrary.Replay(await host.RecordAsync(attempt.InstanceId, Cancel));
        return end.SerializedOutput;
    }

    private async Task<DurableTaskTestHost> StartAsync(
        bool raiseEvents, bool answerFirst = false, string? failing = null, TaskCompletionSource? partnerAsked = null)
    {
        DurableTaskTestHost? host = null;
        _network.Exchange.Deliver = message =>
        {
            if (message.Type != MessageTypes.StepRequested)
            {
                return Task.CompletedTask;
            }

            if (partnerAsked is not null && message.Participant == Network.Partner)
            {
                partnerAsked.TrySetResult();
                return Task.CompletedTask;
            }

            return WorkAsync(message);
        };
        host = await DurableTaskTestHost.StartAsync(
            tasks =>
            {
                tasks.AddOrchestrator<CaseOrchestrator>();
                tasks.AddActivityFunc<CaseAttempt, AttemptPlan>(
                    CaseActivities.OpenAttempt, (_, input) => _network.Attempts.OpenAsync(input, CancellationToken.None));
                tasks.AddActivityFunc<StageRequest, IReadOnlyList<TaskTurn>>(CaseActivities.TakeTurns, async (_, input) =>
                {
                    var turns = await _network.Turns.TakeAsync(input, CancellationToken.None);

                    // Taken again after the answers are stored, as an activity is whose completion was lost.
                    return answerFirst ? await _network.Turns.TakeAsync(input, CancellationToken.None) : turns;
                });
                tasks.AddActivityFunc<AttemptEnd>(
                    CaseActivities.CloseAttempt, (_, input) => _network.Attempts.CloseAsync(input, CancellationToken.None));
            },
            cancellation: Cancel);
        return host;

        async Task WorkAsync(ExchangeMessage message)
        {
            var outcome = failing is not null && message.Participant == failing
                ? await _network.AnswerAsync(message.MessageId, failing, new StepAnswer("failed") { Error = "TimeoutException" })
                : await _network.WorkAsync(message);
            if (raiseEvents && outcome is AnswerOutcome.Stored { End: { } end } stored)
            {
                await host!.Client.RaiseEventAsync(stored.Attempt.InstanceId, end.StepKey, end, Cancel);
            }
        }
    }
}
