using Integration.Local.DurableTask.Storage;
using Integration.Local.DurableTask.Testing;
using Integration.Local.DurableTask.Tests.Crash;

namespace Integration.Local.DurableTask.Tests;

public sealed class LockedFileTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("locked-").FullName;

    private string Database => Path.Combine(_folder, "engine.db");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_engine_in_another_process_keeps_others_out_until_it_dies()
    {
        await using var other = Life.Begin(_folder, seed: 1, number: 1, drain: false, []);
        await other.Ready.WaitAsync(Patience, Cancellation);

        var error = Should.Throw<DurableStoreException>(() => DurableStore.Open(Database)).Message;
        await other.KillAsync();

        error.ShouldBe(
            $"The durable task database '{Database}' is in use by another engine, in this process or another. End it, or choose another file.");
        using var next = DurableStore.Open(Database);
    }

    [Fact]
    public void A_program_that_has_the_file_locked_is_waited_for_and_then_told_of()
    {
        DurableStore.Open(Database).Dispose();
        using var other = DatabaseFile.Open(Database);
        DatabaseFile.Run(other, "BEGIN IMMEDIATE");

        var error = Should.Throw<DurableStoreException>(() => DurableStore.Open(Database)).Message;

        error.ShouldStartWith($"The durable task database '{Database}' is locked by another program that has the file open. End that program");
        DatabaseFile.Run(other, "ROLLBACK");
        using var next = DurableStore.Open(Database);
    }

    [Fact]
    public async Task A_program_that_locks_the_file_while_the_engine_runs_stops_it_and_nothing_acknowledged_is_lost()
    {
        await using var host = await DurableTaskTestHost.StartAsync(
            tasks => tasks.AddOrchestratorFunc<string>("Wait", context => context.WaitForExternalEvent<string>("go")),
            new DurableTaskTestHostOptions { DatabasePath = Database },
            Cancellation);
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Wait", Cancellation);
        await host.Client.WaitForInstanceStartAsync(id, Cancellation);
        using var other = DatabaseFile.Open(Database);
        DatabaseFile.Run(other, "BEGIN IMMEDIATE");

        var refused = await Should.ThrowAsync<DurableStoreException>(
            host.Client.RaiseEventAsync(id, "go", "lost", Cancellation).WaitAsync(Patience, Cancellation));
        await host.StoppingAsync();
        DatabaseFile.Run(other, "ROLLBACK");
        await host.RestartAsync(cancellation: Cancellation);
        await host.Client.RaiseEventAsync(id, "go", "on", Cancellation);

        refused.Message.ShouldContain($"'{Database}' is locked by another program");
        var end = await host.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Cancellation).WaitAsync(Patience, Cancellation);
        end.ReadOutputAs<string>().ShouldBe("on");
    }
}
