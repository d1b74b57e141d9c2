namespace Integration.Local.DurableTask.Sqlite.Crash;

/// <summary>Something that a client asks of the engine. Made again until it is acknowledged.</summary>
internal abstract record Operation;

/// <summary>Starts an instance, which may begin at once or a little later.</summary>
internal sealed record Start(Script Script, int DelayMilliseconds = 0) : Operation;

/// <summary>Starts an instance in the place of a finished one.</summary>
internal sealed record Replace(Script Script) : Operation;

/// <summary>Raises numbered events one after the other without waiting in between.</summary>
internal sealed record Raise(string InstanceId, string Name, int First, int Count) : Operation;

/// <summary>Has the process that kills raise an event.</summary>
internal sealed record RaiseFromOutside(string InstanceId, string Name, int Number) : Operation;

internal sealed record Suspend(string InstanceId) : Operation;

internal sealed record Resume(string InstanceId) : Operation;

internal sealed record Terminate(string InstanceId) : Operation;

/// <summary>Waits for the end and notes it.</summary>
internal sealed record AwaitEnd(Script Script) : Operation;

internal sealed record Purge(string InstanceId) : Operation;
