using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Core.Middleware;
using Microsoft.DurableTask.Worker;
using Microsoft.DurableTask.Worker.Hosting;
using Microsoft.DurableTask.Worker.Shims;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using IExceptionPropertiesProvider = Microsoft.DurableTask.Worker.IExceptionPropertiesProvider;

namespace Integration.Local.DurableTask.Testing.Dispatching;

/// <summary>
/// A worker in the process of its store: the dispatchers of DurableTask.Core fetch what is to be done, and middleware executes it with the
/// official shims, where Durable Functions would hand it to the process of the application.
/// </summary>
internal sealed class DispatcherWorker : DurableTaskWorker
{
    private readonly TaskHubWorker _dispatchers;
    private readonly OrchestratorExecution _orchestrators;
    private readonly ActivityExecution _activities;
    private readonly TimeProvider _time;

    public DispatcherWorker(
        string name,
        IDurableTaskFactory factory,
        IOrchestrationService service,
        IServiceProvider services,
        IOptionsMonitor<DurableTaskWorkerOptions> options,
        ILoggerFactory loggers,
        TimeProvider time,
        IExceptionPropertiesProvider? properties = null)
        : base(name, factory)
    {
        var shims = new DurableTaskShimFactory(options.Get(name), loggers);
        var failures = new FailureDetailsFactory(properties);
        var adapter = properties is null ? null : new ExceptionPropertiesProviderAdapter(properties);
        _time = time;
        _orchestrators = new OrchestratorExecution(factory, services, shims, failures, adapter);
        _activities = new ActivityExecution(factory, services, shims, failures);
        _dispatchers = new TaskHubWorker(service, loggers) { ErrorPropagationMode = ErrorPropagationMode.UseFailureDetails };
        _dispatchers.AddOrchestrationDispatcherMiddleware(OrchestrateAsync);
        _dispatchers.AddActivityDispatcherMiddleware(ActAsync);
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await _dispatchers.StartAsync().ConfigureAwait(false);
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);

        // The graceful way looks once a second whether all is done.
        await _dispatchers.StopAsync(isForced: true).ConfigureAwait(false);
    }

    public override void Dispose()
    {
        _dispatchers.Dispose();
        base.Dispose();
    }

    /// <summary>The dispatchers run by themselves.</summary>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;

    private async Task OrchestrateAsync(DispatchMiddlewareContext context, Func<Task> next)
    {
        var state = context.GetProperty<OrchestrationRuntimeState>();

        // The dispatcher stamped it with the machine's time, and the code reads the time from it.
        foreach (var start in state.NewEvents.OfType<OrchestratorStartedEvent>())
        {
            start.Timestamp = _time.GetUtcNow().UtcDateTime;
        }

        context.SetProperty(await _orchestrators.RunAsync(state).ConfigureAwait(false));
    }

    private async Task ActAsync(DispatchMiddlewareContext context, Func<Task> next)
    {
        var answer = await _activities
            .RunAsync(context.GetProperty<OrchestrationInstance>(), context.GetProperty<TaskScheduledEvent>()).ConfigureAwait(false);
        context.SetProperty(new ActivityExecutionResult { ResponseEvent = answer });
    }
}
