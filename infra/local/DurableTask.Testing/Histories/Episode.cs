using DurableTask.Core.History;

namespace Integration.Local.DurableTask.Testing.Histories;

/// <summary>One execution of an orchestrator in a history: what came in, and what the code asked for then.</summary>
/// <param name="First">The number of its first event in the history.</param>
/// <param name="Events">All of it.</param>
internal sealed record Episode(int First, IReadOnlyList<HistoryEvent> Events)
{
    /// <summary>What the code was given.</summary>
    public IEnumerable<HistoryEvent> Incoming => Events.Where(item => Request.Of(item) is null);

    /// <summary>What the code asked for, with the numbers of these events in the history.</summary>
    public IReadOnlyList<(int Number, Request Request)> Requests =>
        [.. Events.Index().Where(item => Request.Of(item.Item) is not null).Select(item => (First + item.Index, Request.Of(item.Item)!))];

    /// <summary>What happened in it: what came in, and what was asked for.</summary>
    public IEnumerable<string> Course => Events.Where(HasMeaning).Select(item => Request.Of(item) switch
    {
        { Name: { } name, Kind: var kind } => $"{kind} {name}",
        { Kind: var kind } => kind,
        null => $"{item.EventType}",
    });

    /// <summary>Takes a history apart.</summary>
    public static IReadOnlyList<Episode> In(IReadOnlyList<HistoryEvent> events)
    {
        var starts = events.Index().Where(item => item.Item is OrchestratorStartedEvent).Select(item => item.Index).ToList();
        return
        [
            .. starts.Zip([.. starts.Skip(1), events.Count], (first, end) => new Episode(first, [.. events.Take(first..end)])),
        ];
    }

    private bool IsTimersAlone => Incoming.All(item => item is TimerFiredEvent || IsFrame(item));

    private static bool IsFrame(HistoryEvent item) => item is OrchestratorStartedEvent or OrchestratorCompletedEvent;

    /// <summary>A timer that the code has cancelled fires too, at any time and to no effect; one that is waited for comes alone.</summary>
    private bool HasMeaning(HistoryEvent item) => item is TimerFiredEvent ? IsTimersAlone && Requests.Count > 0 : !IsFrame(item);
}
