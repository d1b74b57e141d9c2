namespace Integration.Local.ServiceBusEmulator.Security;

/// <summary>The right to use what lies at or below a path, for a time.</summary>
internal sealed record Claim(string Path, DateTimeOffset ExpiresAt);
