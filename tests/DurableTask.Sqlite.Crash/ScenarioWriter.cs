namespace Integration.Local.DurableTask.Sqlite.Crash;

/// <summary>Makes up a scenario of one of several kinds.</summary>
internal sealed class ScenarioWriter(Random random, int index)
{
    private const string FromClient = "client";
    private const string FromOutside = "outside";
    private const string FromOther = "other";
    private const string Last = "last";

    private readonly string _id = $"{index}";

    public Scenario Write() => random.Next(10) switch
    {
        0 or 1 => Events(rounds: 1),
        2 or 3 => Events(rounds: random.Next(2, 5)),
        4 => Conversation(),
        5 => Suspended(),
        6 => Terminated(),
        7 => TerminatedOrNot(),
        8 => Purged(),
        _ => Replaced(),
    };

    /// <summary>Work of all kinds, with events from two clients; perhaps over several executions.</summary>
    private Scenario Events(int rounds)
    {
        var writer = new ScriptWriter(random, _id, withFailures: rounds == 1);
        var script = new Script(_id, _id, [.. Enumerable.Range(0, rounds).Select(_ => Mixed(
            writer.Steps(1, 4),
            [writer.Receive(FromClient, random.Next(1, 5)), writer.Receive(FromOutside, random.Next(0, 3))]))]);
        return new Scenario(index, [script], Ending.Completes,
            [[new Start(script, random.Next(3) * 6)], ClientEvents(script), OutsideEvents(script), [new AwaitEnd(script)]]);
    }

    /// <summary>One orchestration sends events to another, which takes them in several executions.</summary>
    private Scenario Conversation()
    {
        var (listener, speaker) = (new ScriptWriter(random, _id, false), new ScriptWriter(random, $"{_id}s", true));
        var counts = Enumerable.Range(0, random.Next(2, 5)).Select(_ => random.Next(1, 4)).ToArray();
        var hears = new Script(_id, _id, [.. counts.Select(count => Mixed(listener.Steps(0, 2), [listener.Receive(FromOther, count, once: true)]))]);
        var says = new List<Step>();
        for (var (first, count) = (0, 0); first < counts.Sum(); first += count)
        {
            count = Math.Min(random.Next(1, 4), counts.Sum() - first);
            says.AddRange([.. speaker.Steps(0, 2), new Send(_id, first, count)]);
        }

        var speaks = new Script($"{_id}s", $"{_id}s", [says]);
        return new Scenario(index, [hears, speaks], Ending.Completes,
            [[new Start(hears), new Start(speaks)], [new AwaitEnd(speaks), new AwaitEnd(hears)]]);
    }

    private Scenario Suspended()
    {
        var writer = new ScriptWriter(random, _id, withFailures: true);
        var script = new Script(_id, _id, [[
            .. Mixed(writer.Steps(1, 4), [writer.Receive(FromClient, random.Next(1, 6))]), writer.Receive(Last, 1), writer.Act()]]);
        IReadOnlyList<Operation> track =
            [new Suspend(_id), .. ClientEvents(script), new Resume(_id), new Suspend(_id), new Raise(_id, Last, 0, 1), new Resume(_id)];
        return new Scenario(index, [script], Ending.Completes, [[new Start(script)], track, [new AwaitEnd(script)]]);
    }

    private Scenario Terminated()
    {
        var writer = new ScriptWriter(random, _id, withFailures: true);
        var steps = writer.Steps(0, 3);
        if (random.Next(2) == 0)
        {
            // It goes on for itself when its parent is terminated.
            steps.Add(new Sub(writer.Child(child => [child.Act(), new Sleep(random.Next(30)), child.Act()])));
        }

        steps.Add(new WaitForever());
        var script = new Script(_id, _id, [steps]);
        return new Scenario(index, [script], Ending.IsTerminated, [[new Start(script)], [new Terminate(_id)], [new AwaitEnd(script)]]);
    }

    private Scenario TerminatedOrNot()
    {
        var script = new Script(_id, _id, [new ScriptWriter(random, _id, withFailures: true).Steps(1, 4)]);
        return new Scenario(
            index, [script], Ending.CompletesOrIsTerminated, [[new Start(script)], [new Terminate(_id)], [new AwaitEnd(script)]]);
    }

    private Scenario Purged()
    {
        var script = new Script(_id, _id, [new ScriptWriter(random, _id, withFailures: false).Steps(1, 4)]);
        return new Scenario(index, [script], Ending.Completes,
            [[new Start(script)], [new AwaitEnd(script), new Purge(_id)]]);
    }

    private Scenario Replaced()
    {
        var script = new Script(_id, _id, [new ScriptWriter(random, _id, withFailures: false).Steps(1, 3)]);
        var next = new Script($"{_id}n", _id, [new ScriptWriter(random, $"{_id}n", withFailures: false).Steps(1, 3)]);
        return new Scenario(index, [script, next], Ending.Completes,
            [[new Start(script), new AwaitEnd(script), new Replace(next)], [new AwaitEnd(next)]]);
    }

    private List<Step> Mixed(List<Step> steps, IEnumerable<Step> others)
    {
        foreach (var other in others)
        {
            steps.Insert(random.Next(steps.Count + 1), other);
        }

        return steps;
    }

    private List<Operation> ClientEvents(Script script)
    {
        var operations = new List<Operation>();
        for (var (first, count, all) = (0, 0, script.Received(FromClient)); first < all; first += count)
        {
            count = Math.Min(random.Next(1, 4), all - first);
            operations.Add(new Raise(_id, FromClient, first, count));
        }

        return operations;
    }

    private List<Operation> OutsideEvents(Script script) =>
        [.. Enumerable.Range(0, script.Received(FromOutside)).Select(number => new RaiseFromOutside(_id, FromOutside, number))];
}
