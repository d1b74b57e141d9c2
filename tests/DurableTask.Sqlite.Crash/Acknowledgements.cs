using System.Globalization;

namespace Integration.Local.DurableTask.Sqlite.Crash;

/// <summary>What the engine acknowledged to its clients in all lives, and what they found to be wrong.</summary>
internal sealed class Acknowledgements
{
    private readonly Dictionary<(int Scenario, int Track), int> _operations = [];
    private readonly HashSet<int> _begun = [];

    public Acknowledgements(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Add(line);
        }
    }

    public IReadOnlySet<int> Begun => _begun;

    /// <summary>Events in the order they were acknowledged.</summary>
    public List<(string InstanceId, string Name, int Number)> Events { get; } = [];

    /// <summary>How instances ended, by the keys of their scripts.</summary>
    public Dictionary<string, (string Status, string Output)> Ends { get; } = [];

    /// <summary>What was started under ids that the engine made.</summary>
    public List<(string Id, int Number)> Unnamed { get; } = [];

    public List<string> Faults { get; } = [];

    public static string Begin(int scenario) => $"begin {scenario}";

    public static string Done(int scenario, int track) => $"done {scenario} {track}";

    public static string Event(string instanceId, string name, int number) => $"event {instanceId} {name} {number}";

    public static string End(string key, string status, string output) => $"end {key} {status} {output}";

    public static string Started(string id, int number) => $"unnamed {id} {number}";

    public static string Fault(string message) => $"fault {message.ReplaceLineEndings(" ")}";

    /// <summary>How many operations of a track were acknowledged.</summary>
    public int Done(Scenario scenario, int track) => _operations.GetValueOrDefault((scenario.Index, track));

    public bool IsDone(Scenario scenario) =>
        Enumerable.Range(0, scenario.Tracks.Count).All(track => Done(scenario, track) == scenario.Tracks[track].Count);

    private void Add(string line)
    {
        switch (line.Split(' ', 4))
        {
            case ["begin", var scenario]:
                _begun.Add(Number(scenario));
                break;
            case ["done", var scenario, var track]:
                var place = (Number(scenario), Number(track));
                _operations[place] = _operations.GetValueOrDefault(place) + 1;
                break;
            case ["event", var instance, var name, var number]:
                Events.Add((instance, name, Number(number)));
                break;
            case ["end", var key, var status, var output]:
                Ends[key] = (status, output);
                break;
            case ["unnamed", var id, var number]:
                Unnamed.Add((id, Number(number)));
                break;
            case ["fault", ..]:
                Faults.Add(line);
                break;
            default:
                throw new FormatException($"'{line}' is no line of the ledger of acknowledgements.");
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
