namespace Integration.Local.ServiceBusEmulator.Topology;

/// <summary>Who forwards to whom, to be checked once every entity is known.</summary>
internal sealed class ForwardingMap
{
    private readonly HashSet<string> _entities = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(JsonCursor At, string From, string To)> _forwards = [];
    private readonly List<(string From, string To)> _fanOut = [];

    public void AddEntity(string name) => _entities.Add(name);

    public void AddSubscription(string topic, string address) => _fanOut.Add((topic, address));

    public string? Read(JsonCursor? at, string from)
    {
        if (at is not { } cursor)
        {
            return null;
        }

        _forwards.Add((cursor, from, cursor.Text()));
        return cursor.Text();
    }

    /// <exception cref="BrokerStartException">A forward leads nowhere, or back to where it came from.</exception>
    public void Check()
    {
        var next = _forwards.Select(forward => (forward.From, forward.To)).Concat(_fanOut)
            .ToLookup(hop => hop.From, hop => hop.To, StringComparer.OrdinalIgnoreCase);
        foreach (var (at, from, to) in _forwards)
        {
            if (!_entities.Contains(to))
            {
                throw at.Error($"there is no queue or topic '{to}'");
            }

            if (Reaches(next, to, from))
            {
                throw at.Error($"messages would go in a circle: '{to}' leads back to '{from}'");
            }
        }
    }

    private static bool Reaches(ILookup<string, string> next, string start, string goal)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var open = new Stack<string>([start]);
        while (open.TryPop(out var entity))
        {
            if (string.Equals(entity, goal, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }

            if (seen.Add(entity))
            {
                foreach (var further in next[entity])
                {
                    open.Push(further);
                }
            }
        }

        return false;
    }
}
