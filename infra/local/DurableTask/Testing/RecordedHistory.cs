using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Integration.Local.DurableTask.Engine;
using Integration.Local.DurableTask.History;
using Integration.Local.DurableTask.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Integration.Local.DurableTask.Testing;

/// <summary>
/// The history of an instance, kept as a text, to be replayed against the orchestrator as it is today. Where that fails, instances of
/// yesterday would fail too.
/// </summary>
public sealed class RecordedHistory
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        // Payloads are JSON themselves; their quotes are to be read by people.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new FailurePropertiesConverter() },
    };

    private readonly Header _header;
    private readonly IReadOnlyList<HistoryBatch> _turns;

    private RecordedHistory(Header header, IReadOnlyList<HistoryBatch> turns) => (_header, _turns) = (header, turns);

    /// <summary>The orchestrator's name.</summary>
    public string Orchestrator => _header.Orchestrator;

    /// <summary>How many events it has.</summary>
    public int Events => _turns.Sum(turn => turn.Events.Count);

    /// <summary>What it ended with, serialized; null while it has not.</summary>
    public string? Output => _turns.SelectMany(turn => turn.Events).OfType<ExecutionCompleted>().LastOrDefault()?.Output;

    /// <summary>What happened in which order, without the ids, times and data that differ from one run to the next.</summary>
    public string Shape => string.Join('\n', _turns.SelectMany(turn => turn.Events).Select(item => item switch
    {
        TaskScheduled call => $"calls {call.Name}",
        SubOrchestrationCreated child => $"starts {child.Name}",
        ExecutionCompleted end => $"ends as {end.Status}",
        _ => item.GetType().Name,
    }));

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">It is no history; the message says why.</exception>
    public static RecordedHistory Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            var document = JsonSerializer.Deserialize<Document>(text, Json) ?? throw new FormatException("The history is empty.");
            return new RecordedHistory(document.Of, Number(document.Turns));
        }
        catch (JsonException e)
        {
            throw new FormatException($"This is no recorded history, at {e.Path ?? "its beginning"}: {e.Message}", e);
        }
    }

    /// <summary>Replays it.</summary>
    /// <param name="configure">Names the orchestrators, as at the start of an engine.</param>
    /// <exception cref="NonDeterministicOrchestrationException">
    /// The code asks for something else than it did. The message names the event, what the history has, and what the code asks for.
    /// </exception>
    public void Replay(Action<DurableTaskRegistry> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var registry = new DurableTaskRegistry();
        configure(registry);
        using var provider = new ServiceCollection().BuildServiceProvider();
        var services = new EngineServices(
            registry,
            provider,
            JsonDataConverter.Default,
            new FailureDetailsFactory(null, NullLogger.Instance),
            NullLoggerFactory.Instance,
            TimeProvider.System,
            new LocalDurableTaskOptions());
        var parent = _header.Parent is { } link ? new ParentOrchestrationInstance(link.Name, link.InstanceId) : null;
        var identity = new ExecutionIdentity(_header.InstanceId, _header.Orchestrator, _header.Version, _header.Input, parent);
        var execution = new Orchestration(identity, services, () => { });
        foreach (var turn in _turns)
        {
            execution.Replay(turn);
        }
    }

    /// <summary>JSON, an event a line, so that what changed can be seen.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append("{\"of\":").Append(JsonSerializer.Serialize(_header, Json)).Append(",\n\"turns\":[\n");
        foreach (var (index, turn) in _turns.Index())
        {
            text.Append(index == 0 ? "" : ",\n")
                .Append("{\"at\":").Append(JsonSerializer.Serialize(turn.At, Json))
                .Append(",\"events\":[\n");
            text.AppendJoin(",\n", turn.Events.Select(item => JsonSerializer.Serialize(item, Json))).Append("]}");
        }

        return text.Append("\n]}\n").ToString();
    }

    internal static RecordedHistory Of(InstanceRow row, IReadOnlyList<HistoryBatch> turns) => new(
        new Header(row.Name, row.Version, row.Id, row.Input, row.Parent is { } parent ? new Parent(parent.Name, parent.Id) : null),
        [.. turns.Select(turn => turn with { Events = [.. turn.Events.Select(WithoutStack)] })]);

    /// <summary>Where something was thrown names the paths of a machine, and is nothing that an orchestrator goes by.</summary>
    private static HistoryEvent WithoutStack(HistoryEvent item) => item switch
    {
        TaskFailed e => e with { Failure = WithoutStack(e.Failure)! },
        SubOrchestrationFailed e => e with { Failure = WithoutStack(e.Failure)! },
        ExecutionCompleted e => e with { Failure = WithoutStack(e.Failure) },
        _ => item,
    };

    private static TaskFailureDetails? WithoutStack(TaskFailureDetails? failure) =>
        failure is null ? null : failure with { StackTrace = null, InnerFailure = WithoutStack(failure.InnerFailure) };

    private static List<HistoryBatch> Number(IReadOnlyList<Turn> turns)
    {
        var numbered = new List<HistoryBatch>(turns.Count);
        var first = 0;
        foreach (var turn in turns)
        {
            numbered.Add(new HistoryBatch(first, turn.At.ToUniversalTime(), turn.Events));
            first += turn.Events.Count;
        }

        return numbered;
    }

    private sealed record Document(Header Of, IReadOnlyList<Turn> Turns);

    private sealed record Header(string Orchestrator, string Version, string InstanceId, string? Input, Parent? Parent);

    private sealed record Parent(string Name, string InstanceId);

    private sealed record Turn(DateTime At, IReadOnlyList<HistoryEvent> Events);
}
