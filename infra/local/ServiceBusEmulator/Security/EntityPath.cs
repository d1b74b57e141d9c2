namespace Integration.Local.ServiceBusEmulator.Security;

/// <summary>
/// Addresses as paths in the namespace: <c>amqp://host/Orders/</c>, <c>/Orders</c> and <c>Orders</c> all name <c>Orders</c>.
/// </summary>
internal static class EntityPath
{
    private const string SchemeMark = "://";

    public static string Of(string address)
    {
        var mark = address.IndexOf(SchemeMark, StringComparison.Ordinal);
        if (mark >= 0)
        {
            var path = address.IndexOf('/', mark + SchemeMark.Length);
            address = path < 0 ? "" : address[path..];
        }

        return Uri.UnescapeDataString(address).Trim('/');
    }

    /// <summary>Whether a path lies at or below another.</summary>
    public static bool Covers(string outer, string path) =>
        outer.Length == 0
        || string.Equals(outer, path, StringComparison.OrdinalIgnoreCase)
        || (path.StartsWith(outer, StringComparison.OrdinalIgnoreCase) && path[outer.Length] == '/');
}
