using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Tests;

/// <summary>An orchestration whose code keeps its lane busy until it is told to end, so that whatever comes meanwhile comes together.</summary>
internal sealed class BusyLane : IDisposable
{
    private const string Name = "KeepsBusy";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _entered = new(0);
    private readonly ManualResetEventSlim _mayEnd = new();

    public DurableTaskRegistry Register(DurableTaskRegistry tasks) => tasks.AddOrchestratorFunc(Name, _ =>
    {
        _entered.Release();
        _mayEnd.Wait();
    });

    /// <summary>Ends when the lane is busy.</summary>
    public async Task BeginAsync(DurableTaskClient client)
    {
        await client.ScheduleNewOrchestrationInstanceAsync(Name, TestContext.Current.CancellationToken);
        (await _entered.WaitAsync(Patience, TestContext.Current.CancellationToken)).ShouldBeTrue();
    }

    public void End() => _mayEnd.Set();

    public void Dispose()
    {
        End();
        _entered.Dispose();
        _mayEnd.Dispose();
    }
}
