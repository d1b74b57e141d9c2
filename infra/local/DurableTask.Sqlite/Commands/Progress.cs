using DurableTask.Core;
using DurableTask.Core.History;
using Integration.Local.DurableTask.Sqlite.History;
using Integration.Local.DurableTask.Sqlite.Scheduling;
using Integration.Local.DurableTask.Sqlite.Storage;

namespace Integration.Local.DurableTask.Sqlite.Commands;

/// <summary>What a work item has come to, ready to be written.</summary>
internal sealed class Progress
{
    /// <summary>Null: the work item was dropped; only its messages go.</summary>
    public InstanceUpdate? Update { get; private init; }

    /// <summary>Whether the instance continued as new, so that its history begins anew.</summary>
    public bool IsNewExecution { get; private init; }

    /// <summary>The history as it is now.</summary>
    public IList<HistoryEvent> History { get; private init; } = [];

    /// <summary>The events that the store does not have, as they are stored.</summary>
    public byte[] Events { get; private init; } = [];

    public string? Input { get; private init; }

    public string? CustomStatus { get; private init; }

    public string? Output { get; private init; }

    public byte[]? Failure { get; private init; }

    /// <summary>Calls of activities.</summary>
    public IReadOnlyList<Outgoing> Calls { get; private init; } = [];

    /// <summary>Starts of children.</summary>
    public IReadOnlyList<Outgoing> Starts { get; private init; } = [];

    /// <summary>Other messages to instances, and timers.</summary>
    public IReadOnlyList<Outgoing> Messages { get; private init; } = [];

    public static Progress Of(
        OrchestrationWorkItem item,
        OrchestrationRuntimeState runtime,
        OrchestrationState? state,
        IEnumerable<TaskMessage> calls,
        IEnumerable<TaskMessage> messages,
        DateTime now)
    {
        if (state is null || runtime.ExecutionStartedEvent is not { } started)
        {
            return new Progress();
        }

        var executionId = started.OrchestrationInstance.ExecutionId;
        var isNew = executionId != item.History.ExecutionId;
        var toInstances = messages.Select(message => Outgoing.Of(message, now)).ToLookup(IsStart);
        return new Progress
        {
            Update = new InstanceUpdate(
                executionId, started.Version, state.OrchestrationStatus, now, Statuses.IsFinal(state.OrchestrationStatus) ? now : null),
            IsNewExecution = isNew,
            History = runtime.Events,
            Events = HistoryCodec.Encode(isNew ? runtime.Events : runtime.NewEvents),
            Input = started.Input,
            CustomStatus = state.Status,
            Output = state.Output,
            Failure = HistoryCodec.Encode(state.FailureDetails),
            Calls = [.. calls.Select(message => Outgoing.Of(message, now))],
            Starts = [.. toInstances[true]],
            Messages = [.. toInstances[false]],
        };
    }

    /// <summary>The end of an instance whose code is not to run any more. What has come for it stays in its history.</summary>
    public static Progress Failed(OrchestrationWorkItem item, FailureDetails failure, DateTime now)
    {
        var runtime = item.OrchestrationRuntimeState;
        runtime.AddEvent(new OrchestratorStartedEvent(-1));
        foreach (var message in item.NewMessages.Where(message =>
            message.Event is not ExecutionStartedEvent || runtime.ExecutionStartedEvent is null))
        {
            runtime.AddEvent(message.Event);
        }

        runtime.AddEvent(new ExecutionCompletedEvent(
            runtime.Events.Count, failure.ErrorMessage, OrchestrationStatus.Failed, failure));
        runtime.AddEvent(new OrchestratorCompletedEvent(-1));
        var state = new OrchestrationState
        {
            OrchestrationStatus = OrchestrationStatus.Failed,
            Output = runtime.Output,
            FailureDetails = failure,
            Status = item.History.CustomStatus,
        };
        return Of(item, runtime, state, [], runtime.ParentInstance is { } parent ? [ToParent(parent, failure)] : [], now);
    }

    /// <summary>Tells a parent that its child has failed.</summary>
    public static TaskMessage ToParent(ParentInstance parent, FailureDetails failure) => new()
    {
        OrchestrationInstance = parent.OrchestrationInstance,
        Event = new SubOrchestrationInstanceFailedEvent(-1, parent.TaskScheduleId, failure.ErrorMessage, details: null, failure),
    };

    private static bool IsStart(Outgoing outgoing) => outgoing.Message.Event is ExecutionStartedEvent;
}
