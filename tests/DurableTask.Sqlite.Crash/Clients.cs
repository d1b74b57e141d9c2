using System.Text.Json;
using DurableTask.Core;
using DurableTask.Core.Exceptions;
using DurableTask.Core.Query;

namespace Integration.Local.DurableTask.Sqlite.Crash;

/// <summary>
/// The clients of all scenarios, a few of which go on beside each other. Each operation is noted once it is acknowledged; what was not
/// noted is done again in the next life.
/// </summary>
internal sealed class Clients(
    SqliteOrchestrationService service,
    HubClient client,
    Workload workload,
    Ledger ledger,
    Acknowledgements before,
    Outside outside)
{
    private const int Width = 16;

    private static readonly OrchestrationStatus[] EveryStatus = Enum.GetValues<OrchestrationStatus>();

    private int _next;

    /// <summary>Goes on with what was begun and begins more, for ever; or, to drain it, begins no more.</summary>
    public async Task RunAsync(bool drain)
    {
        var open = new Queue<Scenario>(before.Begun.Order().Select(workload.Scenario).Where(scenario => !before.IsDone(scenario)));
        _next = before.Begun.Count == 0 ? 0 : before.Begun.Max() + 1;
        await FirstFailureAsync(Enumerable.Range(0, Width).Select(async _ =>
        {
            while (Take(open, drain) is { } scenario)
            {
                await RunAsync(scenario);
            }
        }));
        if (drain)
        {
            await AwaitAllAsync();
        }
    }

    private static async Task FirstFailureAsync(IEnumerable<Task> tasks)
    {
        await foreach (var task in Task.WhenEach(tasks))
        {
            await task;
        }
    }

    private Scenario? Take(Queue<Scenario> open, bool drain)
    {
        lock (open)
        {
            if (open.TryDequeue(out var scenario) || drain)
            {
                return scenario;
            }

            ledger.Write(Acknowledgements.Begin(_next));
            return workload.Scenario(_next++);
        }
    }

    private async Task RunAsync(Scenario scenario)
    {
        try
        {
            await RunAsync(scenario, 0);
            await Task.WhenAll(Enumerable.Range(1, scenario.Tracks.Count - 2).Select(track => RunAsync(scenario, track))
                .Append(StartUnnamedAsync(scenario.Index)));
            await RunAsync(scenario, scenario.Tracks.Count - 1);
        }
        catch (Exception e) when (e is not DurableStoreException)
        {
            ledger.Write(Acknowledgements.Fault($"scenario {scenario.Index}: {e}"));
            throw;
        }
    }

    private async Task RunAsync(Scenario scenario, int track)
    {
        foreach (var operation in scenario.Tracks[track].Skip(before.Done(scenario, track)))
        {
            await DoAsync(operation);
            ledger.Write(Acknowledgements.Done(scenario.Index, track));
        }
    }

    private async Task StartUnnamedAsync(int number)
    {
        var id = Guid.NewGuid().ToString("N");
        await client.StartAsync(id, Unnamed.Orchestrator, Unnamed.Input(number));
        ledger.Write(Acknowledgements.Started(id, number));
        await RequireAsync(id);
    }

    /// <summary>Nobody waits for children of a parent that was terminated, nor for starts that were not acknowledged.</summary>
    private async Task AwaitAllAsync()
    {
        var query = new OrchestrationQuery();
        do
        {
            var page = await service.GetOrchestrationWithQueryAsync(query, CancellationToken.None);
            foreach (var state in page.OrchestrationState)
            {
                await client.EndAsync(state.OrchestrationInstance.InstanceId);
            }

            query.ContinuationToken = page.ContinuationToken;
        }
        while (query.ContinuationToken is not null);
    }

    private Task DoAsync(Operation operation) => operation switch
    {
        Start start => StartAsync(start),
        Replace replace => ReplaceAsync(replace.Script),
        Raise raise => Task.WhenAll(Enumerable.Range(raise.First, raise.Count).Select(number => RaiseAsync(raise.InstanceId, raise.Name, number))),
        RaiseFromOutside raise => outside.AskAsync(raise),
        Suspend suspend => SuspendAsync(suspend.InstanceId),
        Resume resume => client.ResumeAsync(resume.InstanceId),
        Terminate terminate => service.ForceTerminateTaskOrchestrationAsync(terminate.InstanceId, "stop"),
        AwaitEnd end => AwaitEndAsync(end.Script),
        Purge purge => PurgeAsync(purge),
        _ => throw new InvalidOperationException($"{operation} is unknown."),
    };

    private async Task StartAsync(Start start)
    {
        var delay = start.DelayMilliseconds;
        DateTimeOffset? at = delay == 0 ? null : TimeProvider.System.GetUtcNow().AddMilliseconds(delay);
        try
        {
            await client.StartAsync(start.Script.InstanceId, Script.Orchestrator, Progress.Begin(start.Script), EveryStatus, at);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // It was started in an earlier life that did not live to note it.
        }

        await RequireAsync(start.Script.InstanceId);
    }

    private async Task ReplaceAsync(Script script)
    {
        var input = Progress.Begin(script);
        var existing = await RequireAsync(script.InstanceId);
        if (Text(existing.Input) != input)
        {
            await client.StartAsync(script.InstanceId, Script.Orchestrator, input);
        }
    }

    private async Task RaiseAsync(string instanceId, string name, int number)
    {
        await client.RaiseAsync(instanceId, name, number);
        ledger.Write(Acknowledgements.Event(instanceId, name, number));
    }

    private async Task SuspendAsync(string instanceId)
    {
        await client.SuspendAsync(instanceId);
        await client.UntilAsync(instanceId, state => state.OrchestrationStatus == OrchestrationStatus.Suspended);
    }

    private async Task AwaitEndAsync(Script script)
    {
        var end = await client.EndAsync(script.InstanceId);
        var output = end.OrchestrationStatus == OrchestrationStatus.Completed ? Text(end.Output) : end.Output ?? "-";
        ledger.Write(Acknowledgements.End(script.Key, $"{end.OrchestrationStatus}", output));
    }

    private async Task PurgeAsync(Purge purge)
    {
        await service.PurgeInstanceStateAsync(purge.InstanceId);
        if (await client.FindAsync(purge.InstanceId) is not null)
        {
            throw new InvalidOperationException($"The purge of {purge.InstanceId} was acknowledged, and it is there.");
        }
    }

    private async Task<OrchestrationState> RequireAsync(string instanceId) =>
        await client.FindAsync(instanceId)
        ?? throw new InvalidOperationException($"The start of {instanceId} was acknowledged, and it is not there.");

    private static string Text(string json) => JsonSerializer.Deserialize<string>(json)!;
}
