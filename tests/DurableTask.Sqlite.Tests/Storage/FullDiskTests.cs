using DurableTask.Core;
using Integration.Local.DurableTask.Sqlite.Commands;
using Integration.Local.DurableTask.Sqlite.Storage;
using Integration.Local.DurableTask.Sqlite.Tests.Hosting;

namespace Integration.Local.DurableTask.Sqlite.Tests.Storage;

/// <summary>SQLite is told that the disk has room for so many pages. <see cref="Crash.SmallDiskTests"/> fills a real one.</summary>
public sealed class FullDiskTests : StoreTest
{
    [Fact]
    public async Task A_disk_that_fills_up_ends_the_service_tells_those_who_wait_and_loses_nothing_acknowledged()
    {
        var acknowledged = new List<string> { await StartLargeAsync(0) };
        var waiting = EndAsync(acknowledged[0]);
        await Service.Hub.CommitAsync(new NoteCommand(static store => store.LimitPages(60)));

        var error = await Should.ThrowAsync<DurableStoreException>(async () =>
        {
            while (acknowledged.Count < 200)
            {
                acknowledged.Add(await StartLargeAsync(acknowledged.Count));
            }
        });

        error.Message.ShouldStartWith(
            $"The durable task database '{DatabasePath}' is full: no space is left on its disk. Make room and start again");
        (await Should.ThrowAsync<DurableStoreException>(waiting)).Message.ShouldBe(error.Message);
        (await Service.Faulted.WaitAsync(Patience, Cancellation)).Message.ShouldBe(error.Message);
        await Should.ThrowAsync<DurableStoreException>(RaiseAsync(acknowledged[0], "go").WaitAsync(Patience, Cancellation));

        await ReopenAsync();
        acknowledged.Count.ShouldBeGreaterThan(1);
        foreach (var id in acknowledged)
        {
            (await StateAsync(id)).OrchestrationStatus.ShouldBe(OrchestrationStatus.Pending);
        }
    }

    [Fact]
    public void A_disk_that_is_full_at_the_first_start_is_told_and_no_harm_is_done()
    {
        var error = Should.Throw<DurableStoreException>(() => DurableStore.Open(DatabasePath, maxPages: 3)).Message;

        error.ShouldContain(DatabasePath);
        error.ShouldContain("could not be brought from schema 0 to 1, and is as it was");
        error.ShouldContain("is full");
        using var healed = DurableStore.Open(DatabasePath);
    }

    private async Task<string> StartLargeAsync(int number)
    {
        var id = $"{number}";
        await StartAsync(id, "Wait", new string('x', 20_000));
        return id;
    }
}
