namespace Integration.Local.FunctionsHost.Triggers;

/// <summary>Invokes a function whenever something outside happens.</summary>
internal interface ITriggerListener : IAsyncDisposable
{
    /// <summary>Begins to listen; does not wait for the first invocation.</summary>
    Task StartAsync(CancellationToken cancellation);

    /// <summary>Takes up nothing more, and completes when the invocations under way have ended, or at the cancellation.</summary>
    Task StopAsync(CancellationToken cancellation);
}
