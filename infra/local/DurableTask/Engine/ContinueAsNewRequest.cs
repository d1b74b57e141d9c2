namespace Integration.Local.DurableTask.Engine;

/// <summary>How an instance is to begin again.</summary>
internal sealed record ContinueAsNewRequest(string? Input, string Version, bool PreserveUnprocessedEvents);
