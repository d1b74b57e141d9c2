namespace Integration.Local.AppHost.Tests.EndToEnd;

public sealed class PartnerTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task It_joins_what_runs_and_leaves_when_it_is_told()
    {
        var (running, _) = await AppHostProcess.RunAsync(_directory);
        await using (running)
        {
            await using var partner = AppHostProcess.Start(_directory, "partner");
            await partner.PrintsAsync("maple-education-savings: referrals are received from topic referrals");

            (await partner.StopAsync()).ShouldBe(0, partner.Output);
        }
    }

    public void Dispose() => _directory.Dispose();
}
