namespace Integration.Load.Growth;

/// <summary>Bytes between the application and Service Bus.</summary>
/// <param name="Sent">From the application.</param>
/// <param name="Received">To the application.</param>
internal sealed record BusBytes(double Sent, double Received);
