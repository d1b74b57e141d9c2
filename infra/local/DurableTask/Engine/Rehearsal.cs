using Integration.Local.DurableTask.History;
using Integration.Local.DurableTask.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;

namespace Integration.Local.DurableTask.Engine;

/// <summary>
/// Runs an orchestration in memory, and replays it from its bytes, before the first real one comes: the code is compiled by then, which
/// would otherwise take most of the first answer's time.
/// </summary>
internal static class Rehearsal
{
    private const string Name = "Rehearsal";
    private const string Event = "go";

    private static readonly DateTime At = DateTime.UnixEpoch;

    /// <exception cref="NonDeterministicOrchestrationException">
    /// The engine does not replay what it wrote: never, unless it is broken.
    /// </exception>
    public static void Run(EngineServices services)
    {
        var registry = new DurableTaskRegistry();
        registry.AddOrchestratorFunc<string, string>(Name, OrchestrateAsync);
        var own = services with { Registry = registry, Converter = JsonDataConverter.Default };
        var identity = new ExecutionIdentity(Name, Name, string.Empty, own.Converter.Serialize(Name), null);
        var first = new Orchestration(identity, own, () => { });
        IncomingEvent[][] turns =
        [
            [ExecutionStarted.Instance],
            [new EventRaised(Event, own.Converter.Serialize(Event))],
            [new TaskCompleted(1, own.Converter.Serialize(Event))],
            [new TimerFired(2)],
        ];
        var history = new List<HistoryBatch>();
        foreach (var incoming in turns)
        {
            var (number, requests) = (first.EventCount, first.Run(At, incoming));
            history.Add(new HistoryBatch(number, At, HistoryCodec.Decode(HistoryCodec.Encode(incoming, requests))));
        }

        var second = new Orchestration(identity, own, () => { });
        history.ForEach(second.Replay);
    }

    /// <summary>Asks the store for an instance that can't be there.</summary>
    public static bool Ask(StoreReader reader) =>
        reader.Instance(string.Empty) is null
        && reader.State(string.Empty, JsonDataConverter.Default) is null
        && reader.History(0).Count == 0;

    private static async Task<string> OrchestrateAsync(TaskOrchestrationContext context, string input)
    {
        await Task.WhenAny(context.WaitForExternalEvent<string>(Event), context.CreateTimer(At.AddHours(1), CancellationToken.None));
        var output = await context.CallActivityAsync<string>(Name, input);
        await context.CreateTimer(At, CancellationToken.None);
        return output;
    }
}
