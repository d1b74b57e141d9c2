namespace Integration.Local.DurableTask.Tests.Crash;

/// <summary>How far an orchestration has come with its script: the input of each of its executions.</summary>
internal sealed class Progress
{
    private readonly List<string> _outcomes;
    private readonly List<string> _runs;

    private Progress(string key, int round, List<string> outcomes, List<string> runs) =>
        (Key, Round, _outcomes, _runs) = (key, round, outcomes, runs);

    public string Key { get; }

    public int Round { get; private set; }

    /// <summary>What an orchestration returns: the outcomes of its steps and, behind a bar, the runs of activities whose results it took.</summary>
    public string Output => $"{string.Join(' ', _outcomes)}|{string.Join(' ', _runs)}";

    public static string Begin(Script script) => new Progress(script.Key, 0, [], []).ToString();

    public static Progress Parse(string input)
    {
        var parts = input.Split('|');
        return new Progress(parts[0], int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture), Words(parts[2]), Words(parts[3]));
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

    public string NextRound()
    {
        Round++;
        return ToString();
    }

    public override string ToString() => $"{Key}|{Round}|{Output}";

    private static List<string> Words(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
