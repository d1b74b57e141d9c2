using System.Text.Json;
using Integration.Local.AppHost.Demo;
using Integration.Local.AppHost.Keys;
using Integration.Local.AppHost.Running;
using Integration.Local.AppHost.Tests.CommandLine;
using Integration.Local.AppHost.Tokens;
using Integration.Local.FunctionsHost.Processes;
using Integration.Workflows.Audit;
using Integration.Workflows.Cases;

namespace Integration.Local.AppHost.Tests.EndToEnd;

public sealed class RestoreTests : IDisposable
{
    private const int Steps = 9;
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(200);
    private static readonly string _application = File.ReadAllText(Clone.PathOf("functions/samples/newborn.json", ""));

    private readonly TemporaryDirectory _directory = new();
    private readonly TemporaryDirectory _elsewhere = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_the_loss_of_everything_but_keys_and_backup_closed_cases_read_the_same_and_open_ones_go_on_to_their_end()
    {
        string[] closed;
        string[] open;
        Dictionary<string, string> before;
        var (first, addresses) = await AppHostProcess.RunAsync(_directory);
        await using (first)
        {
            await using (LedgerPartner.Start(addresses, _directory))
            {
                closed = await SubmitAsync(addresses, "closed", view => view.ClosedAt is not null);
            }

            // Nobody takes the referral, so these wait for it.
            open = await SubmitAsync(addresses, "open", view => view.Steps.Count == Steps);
            before = await ViewsAsync(addresses, closed);
            (await RunAsync("backup", _elsewhere.File("backup"))).Output.ShouldStartWith("4 cases, 2 of them open, are backed up in ");
            await first.KillAsync();
        }

        await LoseEverythingButKeysAsync();
        var restored = await RunAsync("restore", _elsewhere.File("backup"));
        restored.ExitCode.ShouldBe(0, restored.Errors);
        restored.Output.ShouldMatch(@"findings +0\n");

        var (second, after) = await AppHostProcess.RunAsync(_directory);
        await using (second)
        {
            (await ViewsAsync(after, closed)).ShouldBe(before);
            await using var partner = LedgerPartner.Start(after, _directory);
            (await RunAsync("resume")).Output.ShouldBe($"2 open cases of 4 are told to go on.{Environment.NewLine}");

            foreach (var id in open)
            {
                (await FollowAsync(after, id, view => view.ClosedAt is not null)).Outcome.ShouldBe(CaseOutcomes.PlanCarriedOut);
                var history = await CaseHistory.ReadAsync(after, _directory, id);
                history.Verification.ShouldBe(new AuditVerification(Intact: true, BrokenAt: null));
                history.Records.Count(record => record.Kind == AuditKinds.ExchangeForwarded).ShouldBe(Steps);
                history.Records.Count(record => record.Kind == AuditKinds.AttemptOpened).ShouldBe(1);
            }

            (await ViewsAsync(after, closed)).ShouldBe(before);
            var verified = await RunAsync("audit", "verify");
            verified.ExitCode.ShouldBe(0, verified.Output + verified.Errors);
        }
    }

    public void Dispose()
    {
        _directory.Dispose();
        _elsewhere.Dispose();
    }

    private Task<ProgramRun> RunAsync(params string[] words) =>
        ProgramRun.RunAsync([.. words, $"--Local:DataDirectory={_directory.Path}"]);

    private async Task<string[]> SubmitAsync(Addresses addresses, string name, Func<CaseView, bool> until)
    {
        using var api = Api(addresses);
        string[] ids =
        [
            await api.SubmitAsync("newborn", _application, $"{name}-1", Cancellation),
            await api.SubmitAsync("newborn", _application, $"{name}-2", Cancellation),
        ];
        foreach (var id in ids)
        {
            await FollowAsync(addresses, id, until);
        }

        return ids;
    }

    private async Task<CaseView> FollowAsync(Addresses addresses, string id, Func<CaseView, bool> until)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        using var api = Api(addresses);
        using var pause = new PeriodicTimer(_pause);
        var view = await api.GetAsync(id, limit.Token);
        while (!until(view) && await pause.WaitForNextTickAsync(limit.Token))
        {
            view = await api.GetAsync(id, limit.Token);
        }

        return view;
    }

    private async Task<Dictionary<string, string>> ViewsAsync(Addresses addresses, IEnumerable<string> ids)
    {
        using var api = Api(addresses);
        var views = new Dictionary<string, string>();
        foreach (var id in ids)
        {
            views[id] = JsonSerializer.Serialize(await api.GetAsync(id, Cancellation), CaseJson.Options);
        }

        return views;
    }

    /// <summary>As if the machine were a new one. Azurite ends by itself after the AppHost; what it saves is lost too.</summary>
    private async Task LoseEverythingButKeysAsync()
    {
        if (ChildMark.Read(_directory.Data.TablesMark)?.Find() is { } tables)
        {
            using (tables)
            {
                await tables.WaitForExitAsync(Cancellation).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
            }
        }

        foreach (var folder in Directory.EnumerateDirectories(_directory.Path).Where(folder => folder != _directory.Data.Keys))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private CaseApi Api(Addresses addresses)
    {
        using var key = SigningKey.Of(_directory.Data);
        var issuer = new TokenIssuer(key, TimeProvider.System);
        return new CaseApi(addresses.Functions, issuer.Issue("serviceontario", [TokenRoles.Agency], TokenIssuer.DefaultLifetime));
    }
}
