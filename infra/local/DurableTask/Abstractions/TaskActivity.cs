namespace Microsoft.DurableTask;

/// <summary>One unit of work. It may run more than once; its recorded result counts once.</summary>
/// <typeparam name="TInput">The type of its input.</typeparam>
/// <typeparam name="TOutput">The type of its output.</typeparam>
public abstract class TaskActivity<TInput, TOutput> : ITaskActivity
{
    Type ITaskActivity.InputType => typeof(TInput);

    Type ITaskActivity.OutputType => typeof(TOutput);

    async Task<object?> ITaskActivity.RunAsync(TaskActivityContext context, object? input)
    {
        ArgumentNullException.ThrowIfNull(context);
        return await RunAsync(context, TypedInput.Of<TInput>(input)).ConfigureAwait(false);
    }

    public abstract Task<TOutput> RunAsync(TaskActivityContext context, TInput input);
}
