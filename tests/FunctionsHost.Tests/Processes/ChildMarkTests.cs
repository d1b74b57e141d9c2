using Integration.Local.FunctionsHost.Processes;

namespace Integration.Local.FunctionsHost.Tests.Processes;

public sealed class ChildMarkTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("child-");
    private readonly Sleeper _child = new();

    private string Mark => Path.Combine(_directory.FullName, "child.json");

    [Fact]
    public void A_child_is_found_again()
    {
        ChildMark.Of(_child.Process, Sleeper.Argument)!.Write(Mark);

        using var found = ChildMark.Read(Mark)!.Find().ShouldNotBeNull();
        found.Id.ShouldBe(_child.Process.Id);
    }

    [Fact]
    public void A_process_that_took_over_the_number_is_not_taken_for_the_child()
    {
        var mark = ChildMark.Of(_child.Process, Sleeper.Argument)! with { StartedAt = DateTimeOffset.UnixEpoch };

        mark.Find().ShouldBeNull();
    }

    [Fact]
    public void A_process_that_does_something_else_is_not_taken_for_the_child()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux shows command lines in /proc.");

        ChildMark.Of(_child.Process, "some other argument")!.Find().ShouldBeNull();
    }

    [Fact]
    public async Task A_child_that_has_ended_is_not_found()
    {
        var mark = ChildMark.Of(_child.Process, Sleeper.Argument)!;
        await _child.EndAsync();

        mark.Find().ShouldBeNull();
    }

    [Fact]
    public async Task A_process_that_has_ended_has_no_mark()
    {
        await _child.EndAsync();

        ChildMark.Of(_child.Process, Sleeper.Argument).ShouldBeNull();
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
            File.WriteAllText(Mark, content);
        }

        ChildMark.Read(Mark).ShouldBeNull();
    }

    public void Dispose()
    {
        _child.Dispose();
        _directory.Delete(recursive: true);
    }
}
