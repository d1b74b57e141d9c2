using System.Threading.Channels;

namespace Integration.Local.FunctionsWorker.Tests;

/// <summary>What functions have written, in order.</summary>
public sealed class Diary
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public TaskCompletionSource Finish { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsEmpty => !_lines.Reader.TryPeek(out _);

    public void Write(string line) => _lines.Writer.TryWrite(line);

    public Task<string> ReadAsync() => _lines.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask()
        .WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

    public async Task<IReadOnlyList<string>> ReadAsync(int count)
    {
        var lines = new List<string>();
        while (lines.Count < count)
        {
            lines.Add(await ReadAsync());
        }

        return lines;
    }
}
