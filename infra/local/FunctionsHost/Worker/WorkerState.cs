namespace Integration.Local.FunctionsHost.Worker;

/// <summary>Whether functions can run.</summary>
internal enum WorkerState
{
    /// <summary>The first worker is on its way.</summary>
    Starting,

    /// <summary>A worker runs functions.</summary>
    Running,

    /// <summary>A worker has ended, and another is on its way.</summary>
    Restarting,

    /// <summary>Workers have failed to start too often; there will be none.</summary>
    Broken,

    /// <summary>The host stops, and so did its worker.</summary>
    Stopped,
}
