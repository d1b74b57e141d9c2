using System.Net.Sockets;
using Integration.Local.FunctionsHost.Apps;
using Integration.Local.FunctionsHost.Protocol;

namespace Integration.Local.FunctionsHost.Worker;

/// <summary>A worker: its process, and the channel to it.</summary>
internal sealed class RunningWorker(FunctionApp app, WorkerProcess process, WorkerChannel channel, TimeProvider time) : IDisposable
{
    private readonly long _startedAt = time.GetTimestamp();

    public WorkerChannel Channel { get; } = channel;

    public int ProcessId { get; } = process.Id;

    /// <summary>What the worker says of itself.</summary>
    public string Version { get; private set; } = string.Empty;

    public TimeSpan Age => time.GetElapsedTime(_startedAt);

    /// <summary>Completes, with the reason, when the process has ended or the channel is broken.</summary>
    public async Task<string> EndedAsync()
    {
        await Task.WhenAny(process.Exited, Channel.Broken);

        // A process that ends breaks the channel first; the process knows better why.
        await process.Exited.WaitAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var reason = process.Exited.IsCompleted
            ? await process.DescribeEndAsync(CancellationToken.None)
            : await Channel.Broken;
        Channel.Break(reason);
        return reason;
    }

    /// <summary>Says hello, as the protocol asks for.</summary>
    public async Task InitializeAsync(CancellationToken cancellation)
    {
        await Channel.Connected.WaitAsync(cancellation);
        var answer = (await Channel.AskAsync(new StreamingMessage
        {
            WorkerInitRequest = new WorkerInitRequest
            {
                HostVersion = "4.0.0",
                WorkerDirectory = app.Folder,
                FunctionAppDirectory = app.Folder,
            },
        }, cancellation)).WorkerInitResponse;
        ThrowIfFailed(answer.Result, "does not start");
        Version = answer.WorkerVersion;
        if (answer.Capabilities.TryGetValue("HttpUri", out var address))
        {
            Channel.HttpAddress = new Uri(address);
            await WaitForPortAsync(Channel.HttpAddress, cancellation);
        }
    }

    /// <summary>Asks for the functions that the app has.</summary>
    public async Task<IReadOnlyList<RpcFunctionMetadata>> IndexAsync(CancellationToken cancellation)
    {
        var answer = (await Channel.AskAsync(new StreamingMessage
        {
            FunctionsMetadataRequest = new FunctionsMetadataRequest { FunctionAppDirectory = app.Folder },
        }, cancellation)).FunctionMetadataResponse;
        ThrowIfFailed(answer.Result, "cannot tell its functions");
        return answer.FunctionMetadataResults;
    }

    /// <summary>Has the worker load its functions.</summary>
    public Task LoadAsync(IEnumerable<HostedFunction> functions, CancellationToken cancellation) =>
        Task.WhenAll(functions.Select(function => LoadAsync(function, cancellation)));

    public async Task AnswerAsync(CancellationToken cancellation) =>
        await Channel.AskAsync(new StreamingMessage { WorkerStatusRequest = new WorkerStatusRequest() }, cancellation);

    /// <summary>Asks the process to end, and ends it where it has not done so in time.</summary>
    public async Task EndAsync(TimeSpan grace)
    {
        Channel.Terminate(grace);
        await process.Exited.WaitAsync(grace).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await KillAsync();
    }

    public async Task KillAsync()
    {
        if (!process.Exited.IsCompleted)
        {
            process.Kill();
        }

        await process.Exited;
    }

    public void Dispose() => process.Dispose();

    private async Task LoadAsync(HostedFunction function, CancellationToken cancellation)
    {
        var answer = (await Channel.AskAsync(new StreamingMessage
        {
            FunctionLoadRequest = new FunctionLoadRequest { FunctionId = function.Id, Metadata = function.Metadata },
        }, cancellation)).FunctionLoadResponse;
        ThrowIfFailed(answer.Result, $"cannot load function '{function.Name}'");
    }

    // The worker says where it listens some milliseconds before it does.
    private static async Task WaitForPortAsync(Uri address, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(address.Host, address.Port, cancellation);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), cancellation);
            }
        }
    }

    private void ThrowIfFailed(StatusResult? result, string what)
    {
        if (result is { Status: StatusResult.Types.Status.Failure })
        {
            throw new WorkerStartException($"The worker of {app.Name} {what}: {FirstLine(result.Exception?.Message ?? result.Result)}");
        }
    }

    private static string FirstLine(string text) => text.Split('\n', 2)[0].Trim();
}
