using System.Text.Json;
using Integration.Local.DurableTask.Engine;
using Integration.Local.DurableTask.History;
using Integration.Local.DurableTask.Storage;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Scheduling;

/// <summary>What a turn means for the world: functions from its events to calls, messages and new instances.</summary>
internal static class TurnOutcome
{
    public static IReadOnlyList<ActivityCall> Calls(InstanceRow row, OutgoingEvent[] requests)
    {
        List<ActivityCall>? calls = null;
        foreach (var request in requests)
        {
            if (request is TaskScheduled task)
            {
                (calls ??= []).Add(new ActivityCall(row.Id, row.Seq, row.Generation, task));
            }
        }

        return calls ?? (IReadOnlyList<ActivityCall>)[];
    }

    public static IReadOnlyList<Child> Children(
        InstanceRow row, OutgoingEvent[] requests, DateTime now, Func<long> nextSeq)
    {
        List<Child>? children = null;
        foreach (var request in requests)
        {
            if (request is SubOrchestrationCreated created)
            {
                (children ??= []).Add(new Child(ChildRow(row, created, now, nextSeq()), null));
            }
        }

        return children ?? (IReadOnlyList<Child>)[];
    }

    public static IReadOnlyList<Outgoing> Messages(
        InstanceRow row, Orchestration live, List<Message> messages, OutgoingEvent[] requests)
    {
        List<Outgoing>? outgoing = null;
        foreach (var request in requests)
        {
            if (request is EventSent sent)
            {
                (outgoing ??= []).Add(new Outgoing(sent.InstanceId, new EventRaised(sent.Name, sent.Input)));
            }
        }

        if (live.Completion is { } end)
        {
            outgoing ??= [];
            if (row.Parent is { } parent)
            {
                outgoing.Add(new Outgoing(parent.Id, Answer(row, parent, end), parent.Seq, parent.Generation));
            }

            if (RecursiveTermination(messages) is { } termination)
            {
                outgoing.AddRange(live.Open.Requests.OfType<SubOrchestrationCreated>()
                    .Select(child => new Outgoing(child.InstanceId, termination)));
            }
        }

        return outgoing ?? (IReadOnlyList<Outgoing>)[];
    }

    /// <summary>Events that were not awaited go along into the next generation, unless it doesn't want them.</summary>
    public static IReadOnlyList<StoredMessage> Carried(
        InstanceRow next, Orchestration live, ContinueAsNewRequest request, Func<long> nextMessage) =>
        request.PreserveUnprocessedEvents
            ? [.. live.TakeBufferedEvents().Select(item => new StoredMessage(
                nextMessage(), next.Id, next.Seq, next.Generation, new EventRaised(item.Name, item.Input)))]
            : [];

    public static IReadOnlyList<long> Consumed(List<Message> messages)
    {
        List<long>? consumed = null;
        foreach (var message in messages)
        {
            if (message is Message.Event { Number: not 0 and var number })
            {
                (consumed ??= []).Add(number);
            }
        }

        return consumed ?? (IReadOnlyList<long>)[];
    }

    public static IReadOnlyList<TaskCompletionSource> Receipts(List<Message> messages)
    {
        List<TaskCompletionSource>? receipts = null;
        foreach (var message in messages)
        {
            if (message.Receipt is { } receipt)
            {
                (receipts ??= []).Add(receipt);
            }
        }

        return receipts ?? (IReadOnlyList<TaskCompletionSource>)[];
    }

    private static ExecutionTerminated? RecursiveTermination(List<Message> messages) =>
        messages.OfType<Message.Event>().Select(message => message.Item).OfType<ExecutionTerminated>().FirstOrDefault(end => end.Recursive);

    private static IncomingEvent Answer(InstanceRow row, ParentLink parent, ExecutionCompleted end) => end.Status switch
    {
        OrchestrationRuntimeStatus.Completed => new SubOrchestrationCompleted(parent.TaskId, end.Output),
        OrchestrationRuntimeStatus.Failed => new SubOrchestrationFailed(parent.TaskId, end.Failure!),
        _ => new SubOrchestrationFailed(parent.TaskId, EngineFailures.Terminated(row.Id)),
    };

    private static InstanceRow ChildRow(InstanceRow row, SubOrchestrationCreated created, DateTime now, long seq) => new(
        seq,
        created.InstanceId,
        created.Name,
        created.Version,
        Generation: 0,
        OrchestrationRuntimeStatus.Pending,
        now,
        StartAt: null,
        new ParentLink(row.Seq, row.Generation, created.TaskId, row.Id, row.Name),
        created.Tags is null ? null : JsonSerializer.Serialize(created.Tags),
        CustomStatus: null,
        created.Input);
}
