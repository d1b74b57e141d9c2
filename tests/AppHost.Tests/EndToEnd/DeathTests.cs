using System.Collections.Concurrent;
using Integration.Functions.Security;
using Integration.Local.AppHost.Demo;
using Integration.Local.AppHost.Keys;
using Integration.Local.AppHost.Running;
using Integration.Local.AppHost.Tokens;
using Integration.Workflows.Audit;
using Integration.Workflows.Cases;
using Integration.Workflows.Referrals;
using Integration.Workflows.Steps;

namespace Integration.Local.AppHost.Tests.EndToEnd;

public sealed class DeathTests : IDisposable
{
    private const int Cases = 50;
    private const int Together = 8;
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);
    private static readonly string _application = File.ReadAllText(Clone.PathOf("functions/samples/newborn.json", ""));
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_stops_all_of_it(string signal)
    {
        var (process, _) = await AppHostProcess.RunAsync(_directory);
        await using (process)
        {
            var tables = ChildMark.Read(_directory.Data.TablesMark).ShouldNotBeNull();

            (await process.StopAsync(signal)).ShouldBe(0, process.Output);

            tables.Find(_directory.Data.Tables).ShouldBeNull();
            DirectoryHold.ReadAnnouncement(_directory.Data).ShouldBeNull();
        }
    }

    [Fact]
    public async Task A_table_service_that_dies_ends_all_of_it_and_is_named()
    {
        var (process, _) = await AppHostProcess.RunAsync(_directory);
        await using (process)
        {
            using var tables = ChildMark.Read(_directory.Data.TablesMark)!.Find(_directory.Data.Tables).ShouldNotBeNull();

            tables.Kill();

            (await process.EndAsync()).ShouldBe(1);
            process.Output.ShouldContain("Azurite ended unexpectedly (exit code 137): everything is stopped; start again.");
        }
    }

    [Fact]
    public async Task After_kill_9_amid_fifty_cases_every_one_closes_and_each_step_has_one_effect()
    {
        var accepted = await SubmitUntilKilledAsync();

        var (process, addresses) = await AppHostProcess.RunAsync(_directory);
        await using (process)
        {
            await using var partner = LedgerPartner.Start(addresses, _directory);
            using var api = Api(addresses);

            var ids = await Task.WhenAll(Keys().Select(key => api.SubmitAsync("newborn", _application, key, Cancellation)));
            accepted.ShouldBeSubsetOf(ids);
            foreach (var id in ids)
            {
                await ShouldCloseAsync(api, id);
                ShouldHaveOneEffect(await CaseHistory.ReadAsync(addresses, _directory, id));
            }

            LedgerPartner.ReferralsOf(_directory).ShouldBe(ids.Select(id => $"{id}/referral/education-savings/1"), ignoreOrder: true);
        }
    }

    public void Dispose() => _directory.Dispose();

    private static IEnumerable<string> Keys() => Enumerable.Range(1, Cases).Select(number => $"case-{number}");

    /// <summary>Submits case after case, and kills the AppHost when half of them are accepted.</summary>
    /// <returns>The cases that were accepted.</returns>
    private async Task<IReadOnlyCollection<string>> SubmitUntilKilledAsync()
    {
        var (process, addresses) = await AppHostProcess.RunAsync(_directory);
        await using (process)
        {
            await using var partner = LedgerPartner.Start(addresses, _directory);
            using var api = Api(addresses);
            var accepted = new ConcurrentQueue<string>();
            var half = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var together = new ParallelOptions { MaxDegreeOfParallelism = Together };
            var submitting = Parallel.ForEachAsync(Keys(), together, async (key, cancellation) =>
            {
                try
                {
                    accepted.Enqueue(await api.SubmitAsync("newborn", _application, key, cancellation));
                    if (accepted.Count >= Cases / 2)
                    {
                        half.TrySetResult();
                    }
                }
                catch (AppHostException)
                {
                    // It was killed before it answered.
                }
            });
            await Task.WhenAny(half.Task, submitting);
            await process.KillAsync();
            await submitting;
            return accepted;
        }
    }

    private CaseApi Api(Addresses addresses)
    {
        using var key = SigningKey.Of(_directory.Data);
        var issuer = new TokenIssuer(key, TimeProvider.System);
        return new CaseApi(addresses.Functions, issuer.Issue("serviceontario", [Role.Agency], TokenIssuer.DefaultLifetime));
    }

    private static async Task ShouldCloseAsync(CaseApi api, string id)
    {
        using var pause = new PeriodicTimer(_pause);
        var view = await api.GetAsync(id, Cancellation);
        while (view.ClosedAt is null && await pause.WaitForNextTickAsync(Cancellation))
        {
            view = await api.GetAsync(id, Cancellation);
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
