namespace Integration.Local.AppHost.Tests.EndToEnd;

/// <summary>What Azure does when it scales the application out, and when it loses an instance.</summary>
public sealed class SeveralHostsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public Task After_kill_9_of_one_of_two_hosts_every_case_closes_and_each_step_has_one_effect() => KillOneAmidAsync(20);

    /// <summary>Minutes, so it is run by its name alone.</summary>
    [Fact(Explicit = true)]
    public Task After_kill_9_of_one_of_two_hosts_amid_200_cases_every_one_closes_and_each_step_has_one_effect() => KillOneAmidAsync(200);

    public void Dispose() => _directory.Dispose();

    private async Task KillOneAmidAsync(int count)
    {
        var cases = new ManyCases(_directory, count);
        await using var hosts = await TwoHosts.StartAsync(_directory);
        await using var partner = LedgerPartner.Start(hosts.Second, _directory);

        await cases.SubmitAsync(hosts.First, atHalf: hosts.KillFirstAsync);

        await cases.SubmitAsync(hosts.Second);
        await cases.ShouldCloseWithOneEffectAsync(hosts.Second);
    }
}
