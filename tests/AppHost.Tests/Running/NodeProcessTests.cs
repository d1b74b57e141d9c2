using Integration.Local.AppHost.Running;

namespace Integration.Local.AppHost.Tests.Running;

public sealed class NodeProcessTests : IDisposable
{
    private static readonly TimeSpan _long = TimeSpan.FromMinutes(5);
    private readonly TemporaryDirectory _directory = new();
    private readonly TaskCompletionSource<string> _line = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_script_is_told_to_end_and_ends_as_it_likes()
    {
        var process = Start("process.on('SIGTERM', () => process.exit(7)); setInterval(() => {}, 1000); console.log('up');", _long);
        await _line.Task;

        await process.DisposeAsync();

        (await process.Ended).ShouldBe("exit code 7");
    }

    [Fact]
    public async Task A_script_that_does_not_listen_for_it_ends_all_the_same()
    {
        var process = Start("setInterval(() => {}, 1000); console.log('up');", _long);
        await _line.Task;

        await process.DisposeAsync();

        (await process.Ended).ShouldBe("exit code 0");
    }

    [Fact]
    public async Task A_script_that_does_not_end_is_killed()
    {
        var process = Start("process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('up');", TimeSpan.Zero);
        await _line.Task;

        await process.DisposeAsync();

        (await process.Ended).ShouldBe("exit code 137");
    }

    [Fact]
    public async Task A_script_that_ends_by_itself_is_told_with_its_last_errors()
    {
        await using var process = Start("console.error('this went wrong'); process.exitCode = 3;", _long);

        (await process.Ended).ShouldBe("exit code 3; this went wrong");
    }

    [Fact]
    public async Task A_script_gets_its_environment()
    {
        await using var process = Start("console.log(process.env.GREETING);", _long);

        (await _line.Task).ShouldBe("hello");
    }

    public void Dispose() => _directory.Dispose();

    private NodeProcess Start(string script, TimeSpan grace)
    {
        var path = _directory.File("script.mjs");
        File.WriteAllText(path, script);
        return NodeProcess.Start(
            path, [], new Dictionary<string, string> { ["GREETING"] = "hello" }, line => _line.TrySetResult(line), grace);
    }
}
