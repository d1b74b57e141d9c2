namespace Microsoft.DurableTask;

/// <summary>An activity. Derive from <see cref="TaskActivity{TInput, TOutput}"/> rather than implement this.</summary>
public interface ITaskActivity
{
    Type InputType { get; }

    Type OutputType { get; }

    Task<object?> RunAsync(TaskActivityContext context, object? input);
}
