namespace Integration.Functions.Exchange;

/// <summary>Which bus.</summary>
internal static class BusConnection
{
    /// <summary>The setting that names it: a connection string, or <c>fullyQualifiedNamespace</c> below it.</summary>
    public const string Setting = "ServiceBusConnection";
}
