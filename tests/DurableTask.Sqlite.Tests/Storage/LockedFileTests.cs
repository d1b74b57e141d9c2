using DurableTask.Core;
using Integration.Local.DurableTask.Sqlite.Storage;
using Integration.Local.DurableTask.Sqlite.Tests.Crash;
using Integration.Local.DurableTask.Sqlite.Tests.Hosting;

namespace Integration.Local.DurableTask.Sqlite.Tests.Storage;

public sealed class LockedFileTests : StoreTest
{
    [Fact]
    public async Task A_process_that_has_the_file_open_keeps_others_out_until_it_dies()
    {
        var folder = Path.GetDirectoryName(DatabasePath)!;
        await using var other = Life.Begin(folder, seed: 1, number: 1, drain: false, []);
        await other.Ready.WaitAsync(Patience, Cancellation);

        var error = Should.Throw<DurableStoreException>(() => DurableStore.Open(DatabasePath)).Message;
        await other.KillAsync();

        error.ShouldBe(
            $"The durable task database '{DatabasePath}' is in use already, by this process or another. End it, or choose another file.");
        using var next = DurableStore.Open(DatabasePath);
    }

    [Fact]
    public void A_program_that_has_the_file_locked_is_waited_for_and_then_told_of()
    {
        DurableStore.Open(DatabasePath).Dispose();
        using var other = DatabaseFile.Open(DatabasePath);
        DatabaseFile.Run(other, "BEGIN IMMEDIATE");

        var error = Should.Throw<DurableStoreException>(() => DurableStore.Open(DatabasePath)).Message;

        error.ShouldStartWith($"The durable task database '{DatabasePath}' is locked by another program that has the file open. End that");
        DatabaseFile.Run(other, "ROLLBACK");
        using var next = DurableStore.Open(DatabasePath);
    }

    [Fact]
    public async Task A_program_that_locks_the_file_later_ends_the_service_and_nothing_acknowledged_is_lost()
    {
        await StartAsync("w", "Wait");
        using var other = DatabaseFile.Open(DatabasePath);
        DatabaseFile.Run(other, "BEGIN IMMEDIATE");

        var refused = await Should.ThrowAsync<DurableStoreException>(RaiseAsync("w", "go", "lost").WaitAsync(Patience, Cancellation));
        (await Service.Faulted.WaitAsync(Patience, Cancellation)).Message.ShouldBe(refused.Message);
        DatabaseFile.Run(other, "ROLLBACK");
        await ReopenAsync();

        refused.Message.ShouldContain($"'{DatabasePath}' is locked by another program");
        (await StateAsync("w")).OrchestrationStatus.ShouldBe(OrchestrationStatus.Pending);
    }
}
