using Integration.Local.DurableTask.History;
using Integration.Local.DurableTask.Hosting;
using Integration.Local.DurableTask.Scheduling;
using Integration.Local.DurableTask.Testing;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Local.DurableTask.Tests;

/// <summary>An engine of its own for each test, with a clock that stands still until it is moved.</summary>
public abstract class EngineTest : IAsyncDisposable
{
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private DurableTaskTestHost? _host;

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    protected DurableTaskTestHost Host => _host ?? throw new InvalidOperationException("Start an engine first.");

    protected DurableTaskClient Client => Host.Client;

    private protected DurableEngine Engine => Host.Services.GetRequiredService<EngineHolder>().Engine;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public virtual async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected async Task StartAsync(Action<DurableTaskRegistry> configure, Action<DurableTaskTestHostOptions>? set = null)
    {
        var options = new DurableTaskTestHostOptions { Time = Clock };
        set?.Invoke(options);
        var change = options.ConfigureEngine;
        options.ConfigureEngine = engine =>
        {
            engine.ReplaysEachTurn = false;
            change?.Invoke(engine);
        };
        _host = await DurableTaskTestHost.StartAsync(configure, options, Cancellation);
    }

    protected async Task<OrchestrationMetadata> EndOf(string instanceId) =>
        await Client.WaitForInstanceCompletionAsync(instanceId, getInputsAndOutputs: true, Cancellation)
            .WaitAsync(Patience, Cancellation);

    protected async Task<OrchestrationMetadata> StartOf(string instanceId) =>
        await Client.WaitForInstanceStartAsync(instanceId, getInputsAndOutputs: true, Cancellation)
            .WaitAsync(Patience, Cancellation);

    protected async Task<OrchestrationMetadata> RunAsync(TaskName name, object? input = null, StartOrchestrationOptions? options = null) =>
        await EndOf(await Client.ScheduleNewOrchestrationInstanceAsync(name, input, options, Cancellation));

    private protected IReadOnlyList<HistoryEvent> History(string instanceId) => Engine.Read(reader =>
        reader.History(reader.Instance(instanceId)!.Seq).SelectMany(batch => batch.Events).ToList());
}
