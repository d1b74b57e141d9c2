using System.Globalization;
using Integration.Local.FunctionsHost.Apps;
using Integration.Local.FunctionsHost.Settings;
using Integration.Local.FunctionsHost.Starting;

namespace Integration.Local.FunctionsHost.Worker;

/// <summary>Starts workers of the app, one after the other.</summary>
internal sealed class WorkerStarter(
    FunctionApp app,
    AppSettings settings,
    HostFolder folder,
    WorkerServerAddress server,
    ExpectedWorkers expected,
    WorkerLog log,
    WorkerLimits limits,
    TimeProvider time)
{
    /// <summary>Starts a worker and brings it to where it can run functions.</summary>
    /// <param name="loadAsync">What is to be done with it before it counts as started: its functions indexed and loaded.</param>
    /// <param name="cancellation">Stops the start; nothing of the worker is left then.</param>
    /// <exception cref="WorkerStartException">It ended, or did not come so far in time.</exception>
    public async Task<RunningWorker> StartAsync(Func<RunningWorker, CancellationToken, Task> loadAsync, CancellationToken cancellation)
    {
        var channel = new WorkerChannel(Guid.NewGuid().ToString(), log);
        expected.Add(channel);
        var process = await WorkerProcess.StartAsync(app, Arguments(channel.WorkerId), Environment(), log.Take);
        var worker = new RunningWorker(app, process, channel, time);
        try
        {
            process.Mark(channel.WorkerId)?.Write(folder.WorkerMark);
            await BringUpAsync(worker, loadAsync, cancellation);
            return worker;
        }
        catch
        {
            expected.Remove(channel);
            channel.Break("was stopped.");
            await worker.KillAsync();
            worker.Dispose();
            File.Delete(folder.WorkerMark);
            throw;
        }
    }

    /// <summary>To be said of each worker that has ended.</summary>
    public void Forget(RunningWorker worker)
    {
        expected.Remove(worker.Channel);
        worker.Dispose();
        File.Delete(folder.WorkerMark);
    }

    private async Task BringUpAsync(
        RunningWorker worker, Func<RunningWorker, CancellationToken, Task> loadAsync, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(limits.Start);
        var ended = worker.EndedAsync();
        var starting = LoadAsync();
        if (await Task.WhenAny(starting, ended) == ended && !starting.IsCompletedSuccessfully)
        {
            await limit.CancelAsync();
            await starting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new WorkerStartException($"The worker of {app.Name} {await ended}");
        }

        try
        {
            await starting;
        }
        catch (WorkerLostException)
        {
            throw new WorkerStartException($"The worker of {app.Name} {await ended}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new WorkerStartException(
                $"The worker of {app.Name} could run no functions within {limits.Start}. What it wrote, in the log, may say why.");
        }

        async Task LoadAsync()
        {
            await worker.InitializeAsync(limit.Token);
            await loadAsync(worker, limit.Token);
        }
    }

    private string[] Arguments(string workerId)
    {
        const string MessageLength = "2147483647";
        var (address, requestId) = (server.Address, Guid.NewGuid().ToString());
        return
        [
            "--host", address.Host,
            "--port", address.Port.ToString(CultureInfo.InvariantCulture),
            "--workerId", workerId,
            "--requestId", requestId,
            "--grpcMaxMessageLength", MessageLength,
            "--functions-uri", address.ToString(),
            "--functions-worker-id", workerId,
            "--functions-request-id", requestId,
            "--functions-grpc-max-message-length", MessageLength,
        ];
    }

    private Dictionary<string, string> Environment() => new(settings.ForWorker)
    {
        ["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated",
        ["FUNCTIONS_APPLICATION_DIRECTORY"] = app.Folder,
        ["AZURE_FUNCTIONS_ENVIRONMENT"] = settings.Configuration["AZURE_FUNCTIONS_ENVIRONMENT"] ?? "Development",
    };
}
