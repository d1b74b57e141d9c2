namespace Integration.Local.FunctionsHost.Worker;

/// <summary>How long things about a worker may take.</summary>
/// <param name="Start">Until it can run functions.</param>
/// <param name="Answer">Until it says that it is alive.</param>
/// <param name="Wait">Until there is one again for what wants to run.</param>
internal sealed record WorkerLimits(TimeSpan Start, TimeSpan Answer, TimeSpan Wait);
