namespace Integration.Local.DurableTask.Sqlite.Crash;

/// <summary>One thing that an orchestration does. Its outcome follows from it alone.</summary>
internal abstract record Step
{
    public abstract string Outcome { get; }
}

/// <summary>Calls an activity.</summary>
/// <param name="Key">The call; never used twice.</param>
/// <param name="Failures">How many runs fail before one succeeds.</param>
internal sealed record Act(string Key, int Failures) : Step
{
    public override string Outcome => ValueOf(Key);

    /// <summary>What the activity makes of its key: the same in every process.</summary>
    public static string ValueOf(string key) => $"v{key.Aggregate(17u, (hash, c) => unchecked((hash * 31) + c)):x}";
}

internal sealed record FanOut(IReadOnlyList<Act> Acts) : Step
{
    public override string Outcome => string.Join(',', Acts.Select(act => act.Outcome));
}

internal sealed record Sub(Script Script) : Step
{
    public override string Outcome => Script.Throws ? "failed" : $"({Script.Outcome})";
}

internal sealed record Sleep(int Milliseconds) : Step
{
    public override string Outcome => "slept";
}

/// <summary>Waits for an event that nobody sends, for a time.</summary>
internal sealed record TimedOut(int Milliseconds) : Step
{
    public override string Outcome => "late";
}

/// <summary>Takes the next numbered events of a name.</summary>
/// <param name="Name">The name.</param>
/// <param name="First">The number of the first of them.</param>
/// <param name="Count">How many.</param>
/// <param name="Once">
/// Whether none may come twice, as between orchestrations. A client that was not told of an event's arrival sends it again.
/// </param>
internal sealed record Receive(string Name, int First, int Count, bool Once) : Step
{
    public override string Outcome => $"{Name}{First}+{Count}";
}

internal sealed record Send(string To, int First, int Count) : Step
{
    public override string Outcome => "sent";
}

internal sealed record SetStatus(string Text) : Step
{
    public override string Outcome => Text;
}

/// <summary>Waits for an event that nobody sends.</summary>
internal sealed record WaitForever : Step
{
    public override string Outcome => throw new InvalidOperationException("It has no outcome.");
}
