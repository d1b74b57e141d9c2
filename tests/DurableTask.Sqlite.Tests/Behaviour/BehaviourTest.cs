using Integration.Local.DurableTask.Testing;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Local.DurableTask.Sqlite.Tests.Behaviour;

/// <summary>A store of its own for each test, under the official dispatchers and on the real clock.</summary>
public abstract class BehaviourTest : IAsyncDisposable
{
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Long enough to be told from nothing, and short enough to wait for.</summary>
    protected static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    private DurableTaskTestHost? _host;

    protected DurableTaskTestHost Host => _host ?? throw new InvalidOperationException("Start a host first.");

    protected DurableTaskClient Client => Host.Client;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected async Task StartAsync(Action<DurableTaskRegistry> configure, Action<IServiceCollection>? services = null) =>
        _host = await DurableTaskTestHost.StartAsync(
            configure, new DurableTaskTestHostOptions { ConfigureServices = services }, Cancellation);

    protected Task<string> ScheduleAsync(TaskName name, object? input = null, string? id = null) =>
        Client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(id), Cancellation);

    protected Task<OrchestrationMetadata> StartOf(string instanceId) =>
        Client.WaitForInstanceStartAsync(instanceId, getInputsAndOutputs: true, Cancellation).WaitAsync(Patience, Cancellation);

    protected Task<OrchestrationMetadata> EndOf(string instanceId) =>
        Client.WaitForInstanceCompletionAsync(instanceId, getInputsAndOutputs: true, Cancellation).WaitAsync(Patience, Cancellation);

    protected async Task<OrchestrationMetadata> RunAsync(TaskName name, object? input = null, string? id = null) =>
        await EndOf(await ScheduleAsync(name, input, id));

    protected async Task<OrchestrationMetadata> Get(string instanceId) =>
        (await Client.GetInstanceAsync(instanceId, getInputsAndOutputs: true, Cancellation)).ShouldNotBeNull();

    /// <summary>Waits for a state that an instance passes through; there is nothing to be awaited but the state itself.</summary>
    protected async Task<OrchestrationMetadata> StateOf(string instanceId, Func<OrchestrationMetadata, bool> reached)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(Patience);
        while (true)
        {
            if (await Client.GetInstanceAsync(instanceId, getInputsAndOutputs: true, patience.Token) is { } state && reached(state))
            {
                return state;
            }

            await Task.Delay(5, patience.Token);
        }
    }

    protected Task<OrchestrationMetadata> StatusOf(string instanceId, OrchestrationRuntimeStatus status) =>
        StateOf(instanceId, state => state.RuntimeStatus == status);
}
