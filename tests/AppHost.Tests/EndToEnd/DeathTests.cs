using Integration.Local.AppHost.Running;
using Integration.Local.FunctionsHost.Processes;

namespace Integration.Local.AppHost.Tests.EndToEnd;

public sealed class DeathTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

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

            tables.Find().ShouldBeNull();
            DirectoryHold.ReadAnnouncement(_directory.Data).ShouldBeNull();
        }
    }

    [Fact]
    public async Task A_table_service_that_dies_ends_all_of_it_and_is_named()
    {
        var (process, _) = await AppHostProcess.RunAsync(_directory);
        await using (process)
        {
            using var tables = ChildMark.Read(_directory.Data.TablesMark)!.Find().ShouldNotBeNull();

            tables.Kill();

            (await process.EndAsync()).ShouldBe(1);
            process.Output.ShouldContain("Azurite ended unexpectedly (exit code 137): everything is stopped; start again.");
        }
    }

    [Fact]
    public async Task After_kill_9_of_everything_amid_fifty_cases_every_one_closes_and_each_step_has_one_effect()
    {
        var cases = new ManyCases(_directory, 50);
        var (first, before) = await AppHostProcess.RunAsync(_directory);
        await using (first)
        {
            await using var partner = LedgerPartner.Start(before, _directory);
            await cases.SubmitAsync(before, atHalf: () => first.KillAsync());
        }

        var (second, after) = await AppHostProcess.RunAsync(_directory);
        await using (second)
        {
            await using var partner = LedgerPartner.Start(after, _directory);
            await cases.SubmitAsync(after);
            await cases.ShouldCloseWithOneEffectAsync(after);
        }
    }

    [Theory]
    [InlineData(nameof(SeparateProcesses.KillWorkerAsync))]
    [InlineData(nameof(SeparateProcesses.KillHostAsync))]
    [InlineData(nameof(SeparateProcesses.KillBrokerAsync))]
    public async Task After_kill_9_of_one_process_amid_fifty_cases_every_one_closes_and_each_step_has_one_effect(string kill)
    {
        var cases = new ManyCases(_directory, 50);
        await using var processes = await SeparateProcesses.StartAsync(_directory);
        await using var partner = LedgerPartner.Start(processes.Addresses, _directory);

        await cases.SubmitAsync(processes.Addresses, atHalf: () => processes.Kill(kill));

        await cases.SubmitAsync(processes.Addresses);
        await cases.ShouldCloseWithOneEffectAsync(processes.Addresses);
    }

    public void Dispose() => _directory.Dispose();
}
