namespace Integration.Local.FunctionsHost.Functions;

/// <summary>How long a function that was cancelled may still run before its invocation is given up.</summary>
internal sealed record CancellationGrace(TimeSpan Length);
