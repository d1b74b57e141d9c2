using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Tests.Crash;

/// <summary>
/// The clients of all scenarios, a few of which go on beside each other. Each operation is noted once it is acknowledged; what was not
/// noted is done again in the next life.
/// </summary>
internal sealed class Clients(DurableTaskClient client, Workload workload, Ledger ledger, Acknowledgements before, Outside outside)
{
    private const int Width = 16;

    private static readonly string[] EveryStatus = [.. StartOrchestrationOptionsExtensions.ValidDedupeStatuses.Select(status => $"{status}")];

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
            await AwaitUnnamedAsync();
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
        var id = await client.ScheduleNewOrchestrationInstanceAsync(Unnamed.Orchestrator, Unnamed.Input(number));
        ledger.Write(Acknowledgements.Started(id, number));
        await RequireAsync(id);
    }

    private async Task AwaitUnnamedAsync()
    {
        await foreach (var instance in client.GetAllInstancesAsync())
        {
            if (instance.Name == Unnamed.Orchestrator)
            {
                await client.WaitForInstanceCompletionAsync(instance.InstanceId);
            }
        }
    }

    private Task DoAsync(Operation operation) => operation switch
    {
        Start start => StartAsync(start),
        Replace replace => ReplaceAsync(replace.Script),
        Raise raise => Task.WhenAll(Enumerable.Range(raise.First, raise.Count).Select(number => RaiseAsync(raise.InstanceId, raise.Name, number))),
        RaiseFromOutside raise => outside.AskAsync(raise),
        Suspend suspend => SuspendAsync(suspend.InstanceId),
        Resume resume => client.ResumeInstanceAsync(resume.InstanceId),
        Terminate terminate => client.TerminateInstanceAsync(terminate.InstanceId, new TerminateInstanceOptions("stop", Recursive: true)),
        AwaitEnd end => AwaitEndAsync(end.Script),
        Purge purge => PurgeAsync(purge),
        _ => throw new InvalidOperationException($"{operation} is unknown."),
    };

    private async Task StartAsync(Start start)
    {
        var delay = start.DelayMilliseconds;
        var options = new StartOrchestrationOptions(
            start.Script.InstanceId, delay == 0 ? null : TimeProvider.System.GetUtcNow().AddMilliseconds(delay)) { DedupeStatuses = EveryStatus };
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(Script.Orchestrator, Progress.Begin(start.Script), options);
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
        if (existing.ReadInputAs<string>() != input)
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                Script.Orchestrator, input, new StartOrchestrationOptions(script.InstanceId));
        }
    }

    private async Task RaiseAsync(string instanceId, string name, int number)
    {
        await client.RaiseEventAsync(instanceId, name, number);
        ledger.Write(Acknowledgements.Event(instanceId, name, number));
    }

    private async Task SuspendAsync(string instanceId)
    {
        await client.SuspendInstanceAsync(instanceId);
        if ((await RequireAsync(instanceId)).RuntimeStatus is var status and not OrchestrationRuntimeStatus.Suspended)
        {
            throw new InvalidOperationException($"The suspension of {instanceId} was acknowledged, and it is {status}.");
        }
    }

    private async Task AwaitEndAsync(Script script)
    {
        var end = await client.WaitForInstanceCompletionAsync(script.InstanceId, getInputsAndOutputs: true);
        var output = end.FailureDetails?.ErrorMessage ?? end.ReadOutputAs<string>() ?? "-";
        ledger.Write(Acknowledgements.End(script.Key, $"{end.RuntimeStatus}", output));
    }

    private async Task PurgeAsync(Purge purge)
    {
        await client.PurgeInstanceAsync(purge.InstanceId, new PurgeInstanceOptions(purge.Recursive));
        if (await client.GetInstanceAsync(purge.InstanceId) is not null)
        {
            throw new InvalidOperationException($"The purge of {purge.InstanceId} was acknowledged, and it is there.");
        }
    }

    private async Task<OrchestrationMetadata> RequireAsync(string instanceId) =>
        await client.GetInstanceAsync(instanceId, getInputsAndOutputs: true)
        ?? throw new InvalidOperationException($"The start of {instanceId} was acknowledged, and it is not there.");
}
