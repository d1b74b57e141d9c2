using System.Text.Json;

namespace Integration.Load.Growth;

/// <summary>What one case costs, counted on the local stack. Everything is for one case, unless it says otherwise.</summary>
internal sealed record CaseCost
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        IgnoreReadOnlyProperties = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The day of the count, as <c>yyyy-MM-dd</c>.</summary>
    public required string CountedOn { get; init; }

    /// <summary>The integrated service that the cases were of.</summary>
    public required string Service { get; init; }

    /// <summary>How many cases were counted together.</summary>
    public required int Cases { get; init; }

    /// <summary>Function invocations; orchestrator episodes and activities are among them.</summary>
    public required IReadOnlyDictionary<string, double> Invocations { get; init; }

    /// <summary>Messages by queue or subscription: each is sent once, received once and settled once.</summary>
    public required IReadOnlyDictionary<string, double> Messages { get; init; }

    /// <summary>Bytes between application and Service Bus, everything of AMQP included. Remote participants have their own.</summary>
    public required BusBytes Bus { get; init; }

    /// <summary>What the case store is asked for.</summary>
    public required TableWork CaseStore { get; init; }

    /// <summary>What the Azure Storage provider asks of its hub's account.</summary>
    public required HubWork Hub { get; init; }

    /// <summary>Events of the orchestration's history by their types.</summary>
    public required IReadOnlyDictionary<string, double> History { get; init; }

    /// <summary>Bytes of the history's rows, as JSON.</summary>
    public required double HistoryBytes { get; init; }

    /// <summary>Rows that stay in the case store.</summary>
    public required double StoredRows { get; init; }

    /// <summary>Bytes of these rows, as JSON.</summary>
    public required double StoredBytes { get; init; }

    /// <summary>One look at a case over HTTP: bytes that the store gives for it. It is one invocation and one query.</summary>
    public required double ViewBytes { get; init; }

    /// <summary>
    /// Actions of the Durable Task Scheduler, by its documented definition: the start, each activity's dispatch and result, each event
    /// and each timer that fires.
    /// </summary>
    public double SchedulerActions =>
        ExecutionEvents("ExecutionStarted", "TaskScheduled", "TaskCompleted", "TaskFailed", "EventRaised", "TimerFired");

    /// <summary>Messages to the orchestration: what a hub's control queues carry.</summary>
    public double ControlMessages => ExecutionEvents("ExecutionStarted", "TaskCompleted", "TaskFailed", "EventRaised", "TimerCreated");

    public static CaseCost Read(string path) => Files.Read<CaseCost>(path, Options);

    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Options) + "\n");

    private double ExecutionEvents(params string[] types) => types.Sum(type => History.GetValueOrDefault(type));
}
