using Microsoft.Extensions.Hosting;

namespace Integration.Local.AppHost.CommandLine;

/// <summary>What the commands reach for outside themselves.</summary>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error.</param>
/// <param name="Functions">Puts the functions together, from settings as <c>--Key=Value</c>.</param>
/// <param name="Time">What time it is.</param>
internal sealed record Surroundings(TextWriter Output, TextWriter Errors, Func<string[], IHost> Functions, TimeProvider Time)
{
    /// <summary>When the program began.</summary>
    public long Begin { get; } = Time.GetTimestamp();
}
