using Integration.Local.AppHost.Running;

namespace Integration.Local.AppHost.Tests.Running;

public sealed class ChildMarkTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Sleeper _child = new();

    [Fact]
    public void A_child_is_found_again()
    {
        var path = _directory.File("mark");
        ChildMark.Of(_child.Process)!.Write(path);

        using var found = ChildMark.Read(path)!.Find(Sleeper.Argument).ShouldNotBeNull();
        found.Id.ShouldBe(_child.Process.Id);
    }

    [Fact]
    public void A_process_that_took_over_the_number_is_not_taken_for_the_child()
    {
        var mark = ChildMark.Of(_child.Process)! with { StartedAt = DateTimeOffset.UnixEpoch };

        mark.Find(Sleeper.Argument).ShouldBeNull();
    }

    [Fact]
    public void A_process_that_does_something_else_is_not_taken_for_the_child()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux shows command lines in /proc.");

        ChildMark.Of(_child.Process)!.Find("some other argument").ShouldBeNull();
    }

    [Fact]
    public async Task A_child_that_has_ended_is_not_found()
    {
        var mark = ChildMark.Of(_child.Process)!;
        await _child.EndAsync();

        mark.Find(Sleeper.Argument).ShouldBeNull();
    }

    [Fact]
    public async Task A_process_that_has_ended_has_no_mark()
    {
        await _child.EndAsync();

        ChildMark.Of(_child.Process).ShouldBeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no mark")]
    [InlineData("null")]
    public void A_file_that_names_no_process_is_no_mark(string? content)
    {
        if (content is not null)
        {
            File.WriteAllText(_directory.File("mark"), content);
        }

        ChildMark.Read(_directory.File("mark")).ShouldBeNull();
    }

    public void Dispose()
    {
        _child.Dispose();
        _directory.Dispose();
    }
}
