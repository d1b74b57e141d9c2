using Integration.Local.FunctionsHost.Processes;

namespace Integration.Local.FunctionsHost.Tests.Processes;

public sealed class LeftOverChildTests : IDisposable
{
    private const int Killed = 137;
    private static readonly TimeSpan _long = TimeSpan.FromMinutes(5);
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("child-");
    private readonly Sleeper _child = new();

    private string Mark => Path.Combine(_directory.FullName, "child.json");

    [Fact]
    public async Task A_child_that_goes_on_is_killed()
    {
        ChildMark.Of(_child.Process, Sleeper.Argument)!.Write(Mark);

        await LeftOverChild.ClearAsync(Mark, TimeSpan.Zero, TestContext.Current.CancellationToken);

        await _child.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        _child.Process.ExitCode.ShouldBe(Killed);
        File.Exists(Mark).ShouldBeFalse();
    }

    [Fact]
    public async Task A_child_that_is_ending_is_waited_for()
    {
        ChildMark.Of(_child.Process, Sleeper.Argument)!.Write(Mark);
        var clearing = LeftOverChild.ClearAsync(Mark, _long, TestContext.Current.CancellationToken);

        await _child.EndAsync();
        await clearing;

        _child.Process.ExitCode.ShouldBe(0);
        File.Exists(Mark).ShouldBeFalse();
    }

    [Fact]
    public async Task A_process_that_is_not_the_child_is_let_be()
    {
        (ChildMark.Of(_child.Process, Sleeper.Argument)! with { StartedAt = DateTimeOffset.UnixEpoch }).Write(Mark);

        await LeftOverChild.ClearAsync(Mark, TimeSpan.Zero, TestContext.Current.CancellationToken);

        await _child.EndAsync();
        _child.Process.ExitCode.ShouldBe(0);
        File.Exists(Mark).ShouldBeFalse();
    }

    [Fact]
    public Task Nothing_left_over_is_nothing_to_clear() =>
        LeftOverChild.ClearAsync(Mark, TimeSpan.Zero, TestContext.Current.CancellationToken);

    public void Dispose()
    {
        _child.Dispose();
        _directory.Delete(recursive: true);
    }
}
