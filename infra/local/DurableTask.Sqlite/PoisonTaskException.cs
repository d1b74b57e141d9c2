namespace Integration.Local.DurableTask.Sqlite;

/// <summary>
/// The failure of an activity or orchestration that took the process down again and again, so that it is not run any more. It is never
/// thrown: failure details name its type.
/// </summary>
public sealed class PoisonTaskException : Exception
{
    public PoisonTaskException()
    {
    }

    public PoisonTaskException(string message)
        : base(message)
    {
    }

    public PoisonTaskException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
