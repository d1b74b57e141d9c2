namespace Microsoft.DurableTask;

/// <summary>
/// Coordinates activities, timers, events and other orchestrations. Its code runs again from the start whenever
/// its history is replayed, so it must be deterministic: no clock, randomness, I/O or tasks other than through its context.
/// </summary>
/// <typeparam name="TInput">The type of its input.</typeparam>
/// <typeparam name="TOutput">The type of its output.</typeparam>
public abstract class TaskOrchestrator<TInput, TOutput> : ITaskOrchestrator
{
    Type ITaskOrchestrator.InputType => typeof(TInput);

    Type ITaskOrchestrator.OutputType => typeof(TOutput);

    async Task<object?> ITaskOrchestrator.RunAsync(TaskOrchestrationContext context, object? input)
    {
        ArgumentNullException.ThrowIfNull(context);
        return await RunAsync(context, TypedInput.Of<TInput>(input));
    }

    public abstract Task<TOutput> RunAsync(TaskOrchestrationContext context, TInput input);
}
