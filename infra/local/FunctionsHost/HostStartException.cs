namespace Integration.Local.FunctionsHost;

/// <summary>The host cannot start. The message names all problems, one a line, and says what to do about each.</summary>
public sealed class HostStartException : Exception
{
    /// <param name="problems">One line each.</param>
    /// <param name="innerException">What was caught, where it was an exception that stopped the start.</param>
    public HostStartException(IReadOnlyList<string> problems, Exception? innerException = null)
        : base(string.Join(Environment.NewLine, problems), innerException) => Problems = problems;

    /// <summary>One line each.</summary>
    public IReadOnlyList<string> Problems { get; }
}
