using System.Reflection;
using Integration.Local.FunctionsHost.Apps;

namespace Integration.Local.FunctionsHost.Http;

/// <summary>What the host can say of itself.</summary>
internal sealed class HostState(FunctionApp app, TimeProvider time)
{
    private readonly long _startedAt = time.GetTimestamp();

    public string Id { get; } = $"{Environment.MachineName}-{Environment.ProcessId}";

    public string AppName { get; } = app.Name;

    public string Version { get; } =
        typeof(HostState).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    public TimeSpan Uptime => time.GetElapsedTime(_startedAt);

    /// <summary>Names and triggers of the hosted functions.</summary>
    public IReadOnlyDictionary<string, string> Functions { get; set; } = new Dictionary<string, string>();
}
