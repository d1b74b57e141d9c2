namespace Integration.Local.DurableTask;

/// <summary>
/// An orchestrator's code no longer does what its history says it did. Its message names the event, what the history has and
/// what the code asked for. The instance fails with it; others go on.
/// </summary>
public sealed class NonDeterministicOrchestrationException : Exception
{
    public NonDeterministicOrchestrationException()
    {
    }

    public NonDeterministicOrchestrationException(string message)
        : base(message)
    {
    }

    public NonDeterministicOrchestrationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
