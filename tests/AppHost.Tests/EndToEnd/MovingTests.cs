using Integration.Local.AppHost.Demo;
using Integration.Local.AppHost.Keys;
using Integration.Local.AppHost.Running;
using Integration.Local.AppHost.Tokens;
using Integration.Workflows.Audit;
using Integration.Workflows.Cases;
using Integration.Workflows.Eligibility;

namespace Integration.Local.AppHost.Tests.EndToEnd;

public sealed class MovingTests : IDisposable
{
    private const string Region = "dk-region-midtjylland";
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(2);
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task An_agency_that_is_down_holds_up_its_own_answer_alone_and_gives_it_when_it_is_back()
    {
        var (process, addresses) = await AppHostProcess.RunAsync(_directory);
        await using (process)
        {
            using var api = Api(addresses);
            var id = await api.SubmitAsync(
                "dk-moving",
                await File.ReadAllTextAsync(Clone.PathOf("functions/samples/dk-moving.json", ""), Cancellation),
                "move-1", Cancellation);
            var others = await WaitAsync(api, id, view => view.Determinations.Count == 4);
            others.ClosedAt.ShouldBeNull();

            await using var region = AppHostProcess.Start(_directory, "partner", Region);
            await region.PrintsAsync($"{Region}: eligibility checks are received from topic eligibility-checks");

            var closed = await WaitAsync(api, id, view => view.ClosedAt is not null);
            closed.Outcome.ShouldBe(CaseOutcomes.PlanCarriedOut);
            var answer = closed.Determinations.Single(answer => answer.DecidedBy == Region);
            answer.Outcome.ShouldBe(DeterminationOutcome.Eligible);
            answer.Reasons.ShouldContain(reason => reason.Code == "hospitals-of-the-region");
            closed.Determinations.Count.ShouldBe(5);
            (await CaseHistory.ReadAsync(addresses, _directory, id)).Verification
                .ShouldBe(new AuditVerification(Intact: true, BrokenAt: null));
            (await region.StopAsync()).ShouldBe(0, region.Output);
        }
    }

    public void Dispose() => _directory.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<CaseView> WaitAsync(CaseApi api, string id, Predicate<CaseView> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(_limit);
        using var pause = new PeriodicTimer(_pause);
        var view = await api.GetAsync(id, limit.Token);
        while (!condition(view) && await pause.WaitForNextTickAsync(limit.Token))
        {
            view = await api.GetAsync(id, limit.Token);
        }

        return view;
    }

    private CaseApi Api(Addresses addresses)
    {
        using var key = SigningKey.Of(_directory.Data);
        var issuer = new TokenIssuer(key, TimeProvider.System);
        return new CaseApi(addresses.Functions, issuer.Issue("dk-digital-government", [TokenRoles.Agency], TokenIssuer.DefaultLifetime));
    }
}
