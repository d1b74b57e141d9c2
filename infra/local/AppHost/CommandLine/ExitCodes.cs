namespace Integration.Local.AppHost.CommandLine;

/// <summary>How the program ends.</summary>
internal static class ExitCodes
{
    /// <summary>What was asked for is done, or was stopped on request.</summary>
    public const int Done = 0;

    /// <summary>It could not be done; one line on standard error says why.</summary>
    public const int Failed = 1;

    /// <summary>The arguments are wrong.</summary>
    public const int Misused = 2;
}
