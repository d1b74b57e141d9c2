namespace Integration.Local.AppHost.Running;

/// <summary>Where a running AppHost is reached.</summary>
/// <param name="Functions">The HTTP functions, without their route prefix.</param>
/// <param name="ServiceBus">The broker's connection string.</param>
/// <param name="Tables">The table service's endpoint.</param>
internal sealed record Addresses(Uri Functions, string ServiceBus, Uri Tables);
