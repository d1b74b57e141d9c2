namespace Integration.Local.AppHost.Running;

/// <summary>Something stands in the way. The message is one line: what is wrong, where, and what would be right.</summary>
internal sealed class AppHostException : Exception
{
    public AppHostException(string message)
        : base(message)
    {
    }

    public AppHostException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
