namespace Integration.Local.FunctionsHost.Durable;

/// <summary>The key of the management API.</summary>
internal sealed record DurableKey(string Value);
