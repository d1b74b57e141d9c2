namespace Integration.Local.AppHost.Demo;

/// <summary>How far a stop on a case's way has got.</summary>
internal enum Progress
{
    /// <summary>Somebody is at work.</summary>
    UnderWay,

    /// <summary>Done as it should be.</summary>
    Done,

    /// <summary>Ended otherwise: failed, refused, declined, cancelled.</summary>
    Stopped,
}
