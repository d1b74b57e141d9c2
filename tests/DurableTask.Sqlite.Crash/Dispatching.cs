using DurableTask.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Worker.Shims;
using Microsoft.Extensions.Logging.Abstractions;

namespace Integration.Local.DurableTask.Sqlite.Crash;

/// <summary>The official dispatchers on a store, with orchestrations and activities through the official shims.</summary>
internal sealed class Dispatching : IAsyncDisposable
{
    private readonly TaskHubWorker _worker;

    public Dispatching(IOrchestrationService service)
    {
        _worker = new TaskHubWorker(service, NullLoggerFactory.Instance)
        {
            ErrorPropagationMode = ErrorPropagationMode.UseFailureDetails,
        };
    }

    public Dispatching Orchestration<TInput, TOutput>(string name, Func<TaskOrchestrationContext, TInput?, Task<TOutput?>> code)
    {
        _worker.AddTaskOrchestrations(new Creator<TaskOrchestration>(
            name, () => DurableTaskShimFactory.Default.CreateOrchestration(name, code)));
        return this;
    }

    public Dispatching Activity<TInput, TOutput>(string name, Func<TaskActivityContext, TInput?, Task<TOutput?>> code)
    {
        _worker.AddTaskActivities(new Creator<TaskActivity>(name, () => DurableTaskShimFactory.Default.CreateActivity(name, code)));
        return this;
    }

    public async Task<Dispatching> StartAsync()
    {
        await _worker.StartAsync();
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _worker.StopAsync(isForced: true);
        _worker.Dispose();
    }

    private sealed class Creator<T> : ObjectCreator<T>
    {
        private readonly Func<T> _create;

        public Creator(string name, Func<T> create) => (Name, Version, _create) = (name, string.Empty, create);

        public override T Create() => _create();
    }
}
