namespace Integration.Functions.Connections;

/// <summary>Which bus.</summary>
internal static class BusConnection
{
    /// <summary>The setting that names it: a connection string, or the section of <see cref="Address"/>.</summary>
    public const string Setting = "ServiceBusConnection";

    /// <summary>Below it: the namespace's host name, to be used with an identity.</summary>
    public const string Address = "fullyQualifiedNamespace";
}
