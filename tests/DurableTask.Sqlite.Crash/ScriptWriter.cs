namespace Integration.Local.DurableTask.Sqlite.Crash;

/// <summary>Makes up scripts.</summary>
internal sealed class ScriptWriter(Random random, string key, bool withFailures)
{
    private const int Deepest = 2;

    private readonly Dictionary<string, int> _received = [];
    private int _number;

    /// <summary>A few steps, none of which needs a client.</summary>
    public List<Step> Steps(int atLeast, int atMost, int depth = 0) =>
        [.. Enumerable.Range(0, random.Next(atLeast, atMost + 1)).Select(_ => Step(depth))];

    public Act Act() => new($"{key}:{_number++}", withFailures && random.Next(4) == 0 ? random.Next(1, 3) : 0);

    /// <summary>Takes further events of a name.</summary>
    public Receive Receive(string name, int count, bool once = false)
    {
        var first = _received.GetValueOrDefault(name);
        _received[name] = first + count;
        return new Receive(name, first, count, once);
    }

    public Script Child(Func<ScriptWriter, List<Step>> write, bool throws = false)
    {
        var id = $"{key}.{_number++}";
        return new Script(id, id, [write(new ScriptWriter(random, id, withFailures))], throws);
    }

    private Step Step(int depth) => random.Next(depth < Deepest ? 12 : 9) switch
    {
        0 or 1 or 2 => Act(),
        3 or 4 => new FanOut([.. Enumerable.Range(0, random.Next(2, 7)).Select(_ => Act())]),
        5 or 6 => new Sleep(random.Next(0, 12)),
        7 => new TimedOut(random.Next(1, 8)),
        8 => new SetStatus($"s{_number++}"),
        var other => new Sub(Child(child => child.Steps(1, 3, depth + 1), throws: other == 11)),
    };
}
