using System.Text;
using Integration.Local.AppHost.Demo;
using Integration.Local.AppHost.Keys;
using Integration.Local.AppHost.Running;
using Integration.Local.AppHost.Tokens;
using Integration.Workflows.Cases;

namespace Integration.Local.AppHost.Tests.EndToEnd;

public sealed class PersonalDataTests : IDisposable
{
    // Nobody whom this case asks has an agreement to learn these: the person declined the one referral that would need them.
    private static readonly string[] _unshared =
        ["Quetzalina", "Zyxwvut-Canary", "Noctiluca", "130692544", "quetzalina.canary@example.org", "77 Canary Wharf Crescent"];
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task What_nobody_may_learn_is_in_no_byte_of_any_store_and_in_no_line_of_any_log()
    {
        var (process, addresses) = await AppHostProcess.RunAsync(_directory);
        string id;
        await using (process)
        {
            using var key = SigningKey.Of(_directory.Data);
            using var api = new CaseApi(
                addresses.Functions,
                new TokenIssuer(key, TimeProvider.System).Issue("serviceontario", [TokenRoles.Agency], TokenIssuer.DefaultLifetime));
            id = await api.SubmitAsync("newborn", Application(), "canary-1", Cancellation);
            await WaitAsync(api, id);
            (await process.StopAsync()).ShouldBe(0, process.Output);
        }

        var stores = Directory.EnumerateFiles(_directory.Path, "*", SearchOption.AllDirectories)
            .Select(file => (Name: file, Content: Read(file))).ToList();
        stores.ShouldContain(store => store.Content.Contains(id, StringComparison.Ordinal));
        foreach (var canary in _unshared)
        {
            stores.Where(store => store.Content.Contains(canary, StringComparison.OrdinalIgnoreCase))
                .Select(store => store.Name).ShouldBeEmpty(canary);
            process.Output.ShouldNotContain(canary);
        }
    }

    public void Dispose() => _directory.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Application() => File.ReadAllText(Clone.PathOf("functions/samples/newborn.json", ""))
        .Replace("Amélie", "Quetzalina", StringComparison.Ordinal)
        .Replace("Tremblay-Singh", "Zyxwvut-Canary", StringComparison.Ordinal)
        .Replace("Noah", "Noctiluca", StringComparison.Ordinal)
        .Replace("123456782", "130692544", StringComparison.Ordinal)
        .Replace("amelie@example.com", "quetzalina.canary@example.org", StringComparison.Ordinal)
        .Replace("100 Queen Street West", "77 Canary Wharf Crescent", StringComparison.Ordinal)
        .Replace(
            "\"education-savings-referral\", \"decision\": \"accept\"",
            "\"education-savings-referral\", \"decision\": \"decline\"", StringComparison.Ordinal);

    private static string Read(string file) => Encoding.Latin1.GetString(File.ReadAllBytes(file));

    private static async Task WaitAsync(CaseApi api, string id)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while ((await api.GetAsync(id, limit.Token)).Status != CaseStatus.Closed)
        {
            await pause.WaitForNextTickAsync(limit.Token);
        }
    }
}
