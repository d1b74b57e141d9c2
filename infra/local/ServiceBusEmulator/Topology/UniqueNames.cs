namespace Integration.Local.ServiceBusEmulator.Topology;

/// <summary>Names are told apart without regard to case, as the service does.</summary>
internal sealed class UniqueNames
{
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    public string Add(JsonCursor at, string name) => _names.Add(name) ? name : throw at.Error($"'{name}' is already the name of another");
}
