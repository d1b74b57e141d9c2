namespace Integration.Local.DurableTask;

/// <summary>An orchestration or activity took the process down so often that it was set aside.</summary>
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
