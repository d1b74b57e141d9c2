namespace Integration.Local.DurableTask.Sqlite.Crash;

/// <summary>How far an orchestration has come with its script: the input of each of its executions.</summary>
internal sealed class Progress
{
    private readonly List<string> _outcomes;
    private readonly List<string> _runs;

    private readonly HashSet<string> _events;

    private Progress(string key, int round, List<string> outcomes, List<string> runs, IEnumerable<string> events) =>
        (Key, Round, _outcomes, _runs, _events) = (key, round, outcomes, runs, [.. events]);

    public string Key { get; }

    public int Round { get; private set; }

    /// <summary>What an orchestration returns: the outcomes of its steps and, behind a bar, the runs of activities whose results it took.</summary>
    public string Output => $"{string.Join(' ', _outcomes)}|{string.Join(' ', _runs)}";

    public static string Begin(Script script) => new Progress(script.Key, 0, [], [], []).ToString();

    public static Progress Parse(string input)
    {
        var parts = input.Split('|');
        return new Progress(parts[0], int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture), Words(parts[2]), Words(parts[3]), Words(parts[4]));
    }

    /// <summary>The runs that an output names.</summary>
    public static List<string> RunsIn(string output) => Words(output.Split('|')[1]);

    public void Add(string outcome) => _outcomes.Add(outcome);

    /// <summary>Takes the result of an activity: the value, a space, the run.</summary>
    public string Take(string result)
    {
        var words = result.Split(' ');
        _runs.Add(words[1]);
        return words[0];
    }

    /// <summary>Takes a numbered event; false if it was taken before.</summary>
    public bool TakeEvent(string name, int number) => _events.Add($"{name}{number}");

    public bool HasEvent(string name, int number) => _events.Contains($"{name}{number}");

    public string NextRound()
    {
        Round++;
        return ToString();
    }

    public override string ToString() => $"{Key}|{Round}|{Output}|{string.Join(' ', _events)}";

    private static List<string> Words(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
