namespace Integration.Load.Growth;

/// <summary>Something was given that can't be used. The message is one line: what is wrong, where, and what would be right.</summary>
internal sealed class GrowthException : Exception
{
    public GrowthException(string message)
        : base(message)
    {
    }

    public GrowthException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
