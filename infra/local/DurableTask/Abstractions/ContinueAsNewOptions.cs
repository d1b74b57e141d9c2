namespace Microsoft.DurableTask;

/// <summary>How an orchestration begins again with a fresh history.</summary>
public class ContinueAsNewOptions
{
    public object? NewInput { get; set; }

    /// <summary>Null: the version stays.</summary>
    public string? NewVersion { get; set; }

    /// <summary>Whether events that were received but not awaited are carried over. The default is true.</summary>
    public bool PreserveUnprocessedEvents { get; set; } = true;
}
