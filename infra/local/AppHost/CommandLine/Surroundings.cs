using Integration.Local.AppHost.Running;

namespace Integration.Local.AppHost.CommandLine;

/// <summary>What the commands reach for outside themselves.</summary>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error.</param>
/// <param name="Functions">Starts the functions.</param>
/// <param name="Time">What time it is.</param>
internal sealed record Surroundings(TextWriter Output, TextWriter Errors, FunctionsStart Functions, TimeProvider Time)
{
    /// <summary>When the program began.</summary>
    public long Begin { get; } = Time.GetTimestamp();
}
