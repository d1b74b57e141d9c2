using Integration.Local.DurableTask.History;
using Integration.Local.DurableTask.Storage;
using Microsoft.DurableTask;

namespace Integration.Local.DurableTask.Scheduling;

/// <summary>Something for an instance to see to in its next turn.</summary>
internal abstract record Message
{
    /// <summary>Completed when it is seen to, durably, or when it is clear that it never will be.</summary>
    public TaskCompletionSource? Receipt { get; init; }

    /// <summary>The instance is there and may begin.</summary>
    public sealed record Begin(InstanceRow Row) : Message;

    /// <summary>An event for the instance.</summary>
    /// <param name="Item">The event.</param>
    /// <param name="Seq">The instance that it is for; 0: whichever has the id.</param>
    /// <param name="Generation">The generation that it is for; negative: any.</param>
    /// <param name="Number">The number in the inbox; 0 for a message that is not stored.</param>
    public sealed record Event(IncomingEvent Item, long Seq = 0, int Generation = -1, long Number = 0) : Message
    {
        public static Event Of(ActivityCall call, IncomingEvent outcome) => new(outcome, call.Seq, call.Generation);

        public static Event Of(StoredMessage stored) => new(stored.Event, stored.Seq, stored.Generation, stored.Number);

        /// <summary>Whether it is for this very execution, not for an earlier one of the same id.</summary>
        public bool IsFor(InstanceRow row) => (Seq == 0 || Seq == row.Seq) && (Generation < 0 || Generation == row.Generation);
    }

    /// <summary>The time of a timer may have come.</summary>
    public sealed record Wake : Message
    {
        public static Wake Up { get; } = new();
    }

    /// <summary>What was under way is to be taken up again.</summary>
    /// <param name="Activities">Gets the activities.</param>
    public sealed record TakeUp(Action<ActivityCall> Activities) : Message;

    /// <summary>Its code is not to run again; it ends with this failure.</summary>
    public sealed record SetAside(TaskFailureDetails Failure) : Message;
}
