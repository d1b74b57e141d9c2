using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Integration.Local.DurableTask.Sqlite.Crash;

/// <summary>
/// The process outside: it is asked for events over standard output, raises them over standard input, and is told of their
/// acknowledgement, so that it need not believe any file.
/// </summary>
internal sealed class Outside(HubClient client) : IDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _asked = new();
    private readonly Stream _output = Console.OpenStandardOutput();
    private readonly Lock _gate = new();

    public const string Starting = "starting";
    public const string Ready = "ready";
    public const string Finished = "finished";

    public void Say(string line)
    {
        lock (_gate)
        {
            _output.Write(Encoding.UTF8.GetBytes(line + "\n"));
        }
    }

    /// <summary>Asks for an event; ends when it has come and was acknowledged.</summary>
    public async Task AskAsync(RaiseFromOutside wanted)
    {
        var command = $"{wanted.InstanceId} {wanted.Name} {wanted.Number}";
        var raised = _asked.GetOrAdd(command, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        Say($"want {command}");
        await raised.Task;
    }

    /// <summary>Obeys until the end of the input.</summary>
    public async Task ListenAsync()
    {
        using var input = new StreamReader(Console.OpenStandardInput());
        while (await input.ReadLineAsync() is { } command)
        {
            _ = ObeyAsync(command);
        }
    }

    public void Dispose() => _output.Dispose();

    private async Task ObeyAsync(string command)
    {
        var words = command.Split(' ');
        try
        {
            await client.RaiseAsync(words[0], words[1], int.Parse(words[2], CultureInfo.InvariantCulture));
            Say($"raised {command}");
            _asked[command].TrySetResult();
        }
        catch (Exception e)
        {
            _asked[command].TrySetException(e);
        }
    }
}
