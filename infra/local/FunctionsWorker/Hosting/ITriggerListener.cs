namespace Integration.Local.FunctionsWorker.Hosting;

/// <summary>Invokes a function whenever something outside happens. Starts after everything else, and stops before it.</summary>
internal interface ITriggerListener
{
    /// <summary>Begins to listen; does not wait for the first invocation.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Takes up nothing more, and completes when the invocations under way have ended.</summary>
    Task StopAsync(CancellationToken cancellationToken);
}
