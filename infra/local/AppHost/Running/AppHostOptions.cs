namespace Integration.Local.AppHost.Running;

/// <summary>Where everything listens and keeps its state: the section <c>Local</c> of the arguments.</summary>
internal sealed record AppHostOptions
{
    /// <summary>TCP port of the functions on 127.0.0.1, 0 to 65535; 0 is any free one. Default 7071.</summary>
    public int HttpPort { get; init; } = 7071;

    /// <summary>TCP port of the broker on loopback, 0 to 65535; 0 is any free one. Default 5672.</summary>
    public int AmqpPort { get; init; } = 5672;

    /// <summary>TCP port of the table service on 127.0.0.1, 0 to 65535; 0 is any free one. Default 10002.</summary>
    public int TablePort { get; init; } = 10002;

    /// <summary>The directory of all state; made if missing. Default <c>.local</c> at the top of the clone.</summary>
    public string DataDirectory { get; init; } = Path.Combine(Clone.Directory, ".local");

    /// <summary>Whether the application logs more than warnings. Default no.</summary>
    public bool IsVerbose { get; init; }

    /// <summary>Settings that are not the AppHost's own, by their names; the application gets them as they are.</summary>
    public IReadOnlyDictionary<string, string> PassedOn { get; init; } = new Dictionary<string, string>();
}
