namespace Integration.Local.DurableTask.Sqlite.Tests.Crash;

/// <summary>The same workload on a real disk, a memory file system that only the process sees, until there is no room on it.</summary>
public sealed class SmallDiskTests : IDisposable
{
    private const int Seed = 4711;

    private readonly string _folder = Directory.CreateTempSubdirectory("small-disk-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_disk_that_fills_up_amid_the_work_loses_nothing_acknowledged_and_the_work_goes_on_where_there_is_room()
    {
        var campaign = new Campaign(_folder, Seed);

        var complaints = await campaign.FillAsync("9m");

        complaints.ShouldContain("is full: no space is left on its disk");
        await campaign.FinishAsync();
        Verdict.Of(_folder, Seed, campaign.Raised).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_disk_that_is_too_small_from_the_start_is_told_before_anything_is_acknowledged()
    {
        var campaign = new Campaign(_folder, Seed);

        var complaints = await campaign.FillAsync("1m");

        complaints.ShouldContain("hub.db");
        complaints.ShouldContain("No space left on device");
        Verdict.Acknowledged(_folder).Begun.ShouldBeEmpty();
    }
}
