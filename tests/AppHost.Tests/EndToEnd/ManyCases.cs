using System.Collections.Concurrent;
using Integration.Local.AppHost.Demo;
using Integration.Local.AppHost.Keys;
using Integration.Local.AppHost.Running;
using Integration.Local.AppHost.Tokens;
using Integration.Workflows.Audit;
using Integration.Workflows.Cases;
using Integration.Workflows.Referrals;
using Integration.Workflows.Steps;

namespace Integration.Local.AppHost.Tests.EndToEnd;

/// <summary>Newborn cases, in the middle of which something happens.</summary>
internal sealed class ManyCases(TemporaryDirectory directory, int count)
{
    private const int Together = 8;
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);
    private static readonly string _application = File.ReadAllText(Clone.PathOf("functions/samples/newborn.json", ""));
    private readonly TimeSpan _patience = TimeSpan.FromMinutes(3) + count * TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, string> _accepted = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IEnumerable<string> Keys => Enumerable.Range(1, count).Select(number => $"case-{number}");

    /// <summary>Submits case after case. Those that were accepted before are accepted again, as the same.</summary>
    /// <param name="addresses">Where to.</param>
    /// <param name="atHalf">
    /// What happens when half of them are accepted. Null: nothing, so that each one must be accepted.
    /// </param>
    public async Task SubmitAsync(Addresses addresses, Func<Task>? atHalf = null)
    {
        using var api = Api(addresses);
        var half = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var together = new ParallelOptions { MaxDegreeOfParallelism = Together };
        var submitting = Parallel.ForEachAsync(Keys, together, async (key, cancellation) =>
        {
            try
            {
                var id = await api.SubmitAsync("newborn", _application, key, cancellation);
                _accepted.GetOrAdd(key, id).ShouldBe(id);
                if (_accepted.Count >= count / 2)
                {
                    half.TrySetResult();
                }
            }
            catch (AppHostException) when (atHalf is not null)
            {
                // It was killed before it answered.
            }
        });
        if (atHalf is not null)
        {
            await Task.WhenAny(half.Task, submitting);
            await atHalf();
        }

        await submitting;
    }

    /// <summary>Waits for all of them to close, and holds what is on record against what should have happened once.</summary>
    public async Task ShouldCloseWithOneEffectAsync(Addresses addresses)
    {
        using var api = Api(addresses);
        _accepted.Count.ShouldBe(count);
        foreach (var id in _accepted.Values)
        {
            await ShouldCloseAsync(api, id);
            ShouldHaveOneEffect(await CaseHistory.ReadAsync(addresses, directory, id));
        }

        LedgerPartner.ReferralsOf(directory)
            .ShouldBe(_accepted.Values.Select(id => $"{id}/referral/education-savings/1"), ignoreOrder: true);
    }

    private CaseApi Api(Addresses addresses)
    {
        using var key = SigningKey.Of(directory.Data);
        var issuer = new TokenIssuer(key, TimeProvider.System);
        return new CaseApi(addresses.Functions, issuer.Issue("serviceontario", [TokenRoles.Agency], TokenIssuer.DefaultLifetime));
    }

    private async Task ShouldCloseAsync(CaseApi api, string id)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(_patience);
        using var pause = new PeriodicTimer(_pause);
        var view = await api.GetAsync(id, limit.Token);
        while (view.ClosedAt is null && await pause.WaitForNextTickAsync(limit.Token))
        {
            view = await api.GetAsync(id, limit.Token);
        }

        view.Status.ShouldBe(CaseStatus.Closed);
        view.Outcome.ShouldBe(CaseOutcomes.PlanCarriedOut);
        view.Steps.Select(step => step.Status).ShouldBe(Enumerable.Repeat(StepStatus.Completed, 9));
    }

    private static void ShouldHaveOneEffect(CaseHistory history)
    {
        history.Verification.ShouldBe(new AuditVerification(Intact: true, BrokenAt: null));
        var steps = history.Records.Where(record => record.Kind == AuditKinds.ExchangeForwarded).Select(record => record.Subject).ToList();
        steps.Count.ShouldBe(9);
        steps.ShouldBeUnique();
        foreach (var step in steps)
        {
            var isReferral = step.Contains("/referral/", StringComparison.Ordinal);
            history.AnswersTo(step).ShouldBe(isReferral ? [ReferralStatus.Accepted, ReferralStatus.Completed] : [StepStatus.Completed]);
        }

        foreach (var once in new[] { AuditKinds.CaseReceived, AuditKinds.AttemptOpened, AuditKinds.AttemptClosed })
        {
            history.Records.Count(record => record.Kind == once).ShouldBe(1);
        }

        history.Records.ShouldNotContain(record => record.Kind == AuditKinds.AnswerRefused);
    }
}
