namespace Integration.Local.DurableTask.Sqlite;

/// <summary>
/// The engine's database can't be used: it is damaged, locked, read-only, full, or of another schema. The message says which.
/// </summary>
public sealed class DurableStoreException : Exception
{
    public DurableStoreException()
    {
    }

    public DurableStoreException(string message)
        : base(message)
    {
    }

    public DurableStoreException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
