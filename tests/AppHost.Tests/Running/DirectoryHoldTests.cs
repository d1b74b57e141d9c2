using Integration.Local.AppHost.Running;

namespace Integration.Local.AppHost.Tests.Running;

public sealed class DirectoryHoldTests : IDisposable
{
    private static readonly Addresses _addresses = new(
        new Uri("http://localhost:1/"), "Endpoint=sb://localhost:2", new Uri("http://localhost:3/"));
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void One_at_a_time_uses_a_directory()
    {
        using (DirectoryHold.Take(_directory.Data))
        {
            Should.Throw<AppHostException>(() => DirectoryHold.Take(_directory.Data)).Message.ShouldBe(
                $"Another AppHost uses '{_directory.Path}': stop it, "
                + "or choose another directory with --Local:DataDirectory (and other ports).");
        }

        DirectoryHold.Take(_directory.Data).Dispose();
    }

    [Fact]
    public void What_is_announced_is_read_by_others()
    {
        using var hold = DirectoryHold.Take(_directory.Data);

        hold.Announce(_addresses);

        DirectoryHold.ReadAnnouncement(_directory.Data).ShouldBe(_addresses);
    }

    [Fact]
    public void Nothing_is_announced_while_everything_is_starting()
    {
        using var hold = DirectoryHold.Take(_directory.Data);

        DirectoryHold.ReadAnnouncement(_directory.Data).ShouldBeNull();
    }

    [Fact]
    public void An_announcement_ends_with_its_hold()
    {
        using (var hold = DirectoryHold.Take(_directory.Data))
        {
            hold.Announce(_addresses);
        }

        File.Exists(_directory.Data.Announcement).ShouldBeFalse();
    }

    [Fact]
    public void An_announcement_of_one_that_was_killed_counts_for_nothing()
    {
        using (var killed = DirectoryHold.Take(_directory.Data))
        {
            killed.Announce(_addresses);
            File.Copy(_directory.Data.Announcement, _directory.File("copy"));
        }

        File.Move(_directory.File("copy"), _directory.Data.Announcement);

        DirectoryHold.ReadAnnouncement(_directory.Data).ShouldBeNull();
    }

    public void Dispose() => _directory.Dispose();
}
