namespace Integration.Local.FunctionsWorker;

/// <summary>Where the local host listens and keeps its state: the section <c>Local</c> of the settings, validated at start.</summary>
public sealed class LocalHostOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Local";

    /// <summary>The TCP port of HTTP functions, 0 to 65535; 0 is any free one. The default is 7071.</summary>
    public int HttpPort { get; set; } = 7071;

    /// <summary>The IP address that HTTP functions listen on. The default is 127.0.0.1.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>
    /// The folder of the durable engine's database and of timer schedules; created where there is none. The default is <c>.local</c>.
    /// </summary>
    public string DataDirectory { get; set; } = ".local";

    /// <summary>The simple name of the assembly that holds the functions. The default is the entry assembly.</summary>
    public string? FunctionsAssembly { get; set; }
}
