using DurableTask.Core;
using DurableTask.Core.Exceptions;
using DurableTask.Core.History;
using Integration.Local.DurableTask.Testing.Dispatching;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Worker.Shims;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Local.DurableTask.Testing.Histories;

/// <summary>
/// The history of an instance, kept as a text, to be held against the orchestrator as it is today. Where that fails, instances of
/// yesterday would fail too.
/// </summary>
public sealed class RecordedHistory
{
    private readonly IReadOnlyList<HistoryEvent> _events;
    private readonly ExecutionStartedEvent _start;

    private RecordedHistory(IReadOnlyList<HistoryEvent> events) => (_events, _start) = (
        events,
        events.OfType<ExecutionStartedEvent>().FirstOrDefault()
            ?? throw new FormatException("This is no recorded history: no execution is started in it."));

    /// <summary>The orchestrator's name.</summary>
    public string Orchestrator => _start.Name;

    /// <summary>How many events it has.</summary>
    public int Events => _events.Count;

    /// <summary>What it ended with, serialized; null while it has not.</summary>
    public string? Output => _events.OfType<ExecutionCompletedEvent>().LastOrDefault()?.Result;

    /// <summary>
    /// What happened in which order, without what differs from one run to the next: ids, times, data, which messages happened to be
    /// delivered together, and when timers fired that the code no longer waited for.
    /// </summary>
    public string Shape => string.Join('\n', Episode.In(_events).SelectMany(episode => episode.Course));

    /// <summary>Keeps what a store tells of an instance.</summary>
    /// <exception cref="FormatException">It is no history.</exception>
    public static RecordedHistory Of(IEnumerable<HistoryEvent> events) => new(HistoryRecording.Of(events));

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">It is no history; the message says why.</exception>
    public static RecordedHistory Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new RecordedHistory(HistoryJson.Read(text));
    }

    /// <summary>
    /// Executes the orchestrator as often as it was executed then, each time on what was known by then, and compares what it asks for.
    /// </summary>
    /// <param name="configure">Names the orchestrators, as at the start of a worker.</param>
    /// <exception cref="NonDeterministicOrchestrationException">
    /// The code asks for something else than it did. The message names the event, what the history has, and what the code asks for.
    /// </exception>
    public void Replay(Action<DurableTaskRegistry> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var registry = new DurableTaskRegistry();
        configure(registry);
        var make = registry.GetOrchestrators().FirstOrDefault(entry => entry.Key == new TaskName(Orchestrator)).Value
            ?? throw new ArgumentException($"No orchestrator named '{Orchestrator}' is registered.", nameof(configure));
        using var services = new ServiceCollection().BuildServiceProvider();
        foreach (var episode in Episode.In(_events))
        {
            var state = new OrchestrationRuntimeState([.. _events.Take(episode.First)]);
            foreach (var item in episode.Incoming)
            {
                state.AddEvent(item);
            }

            var result = OrchestratorExecution.Run(state, make(services), DurableTaskShimFactory.Default);
            Require(episode, [.. result.Actions.Select(Request.Of)]);
        }
    }

    /// <summary>JSON, an event a line.</summary>
    public override string ToString() => HistoryJson.Write(_events);

    private static void Require(Episode episode, IReadOnlyList<Request> requests)
    {
        var recorded = episode.Requests;
        for (var i = 0; i < Math.Max(recorded.Count, requests.Count); i++)
        {
            var (then, now) = (recorded.ElementAtOrDefault(i).Request, requests.ElementAtOrDefault(i));
            if (!Request.AreSame(then, now))
            {
                var number = then is not null ? recorded[i].Number : episode.First + episode.Events.Count;
                throw new NonDeterministicOrchestrationException(
                    number,
                    $"at event {number} the history has {Request.Describe(then)}, but the code asked for {Request.Describe(now)}.");
            }
        }
    }
}
