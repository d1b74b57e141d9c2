using Integration.Local.DurableTask.History;
using Integration.Local.DurableTask.Storage;
using Microsoft.DurableTask;

namespace Integration.Local.DurableTask.Scheduling;

/// <summary>Something for an instance to see to in its next turn.</summary>
internal sealed record Message
{
    private const int AnyGeneration = -1;

    /// <summary>The instance is there and may begin.</summary>
    public InstanceRow? Start { get; private init; }

    /// <summary>An event for the instance.</summary>
    public IncomingEvent? Event { get; private init; }

    /// <summary>The time of a timer may have come.</summary>
    public bool IsWake { get; private init; }

    /// <summary>What was under way is to be taken up again: this gets the activities.</summary>
    public Action<ActivityCall>? TakeUp { get; private init; }

    /// <summary>Its code is not to run again; it ends with this failure.</summary>
    public TaskFailureDetails? SetAside { get; private init; }

    /// <summary>The number in the inbox; 0 for a message that is not stored.</summary>
    public long Number { get; private init; }

    /// <summary>Completed when the event is in the history, or when it is clear that it never will be.</summary>
    public TaskCompletionSource? Receipt { get; private init; }

    private long Seq { get; init; }

    private int Generation { get; init; } = AnyGeneration;

    public static Message Begin(InstanceRow row) => new() { Start = row };

    public static Message Wake() => new() { IsWake = true };

    public static Message Recover(Action<ActivityCall> takeUp, TaskCompletionSource? receipt = null) => new() { TakeUp = takeUp, Receipt = receipt };

    public static Message EndAs(TaskFailureDetails setAside, TaskCompletionSource receipt) => new() { SetAside = setAside, Receipt = receipt };

    public static Message FromClient(IncomingEvent item, TaskCompletionSource receipt) => new() { Event = item, Receipt = receipt };

    /// <summary>The result of an activity.</summary>
    public static Message Result(IncomingEvent item, ActivityCall call, TaskCompletionSource? receipt = null) =>
        new() { Event = item, Seq = call.Seq, Generation = call.Generation, Receipt = receipt };

    public static Message FromInbox(StoredMessage stored) =>
        new() { Event = stored.Event, Number = stored.Number, Seq = stored.Seq, Generation = stored.Generation };

    /// <summary>Whether it is for this very execution, not for an earlier one of the same id.</summary>
    public bool IsFor(InstanceRow row) =>
        (Seq == 0 || Seq == row.Seq) && (Generation == AnyGeneration || Generation == row.Generation);
}
