using DurableTask.Core;
using DurableTask.Core.History;
using Integration.Local.DurableTask.Sqlite.History;

namespace Integration.Local.DurableTask.Sqlite.Commands;

/// <summary>A message on its way to an instance or an activity.</summary>
/// <param name="Message">The message.</param>
/// <param name="Bytes">The message as it is stored.</param>
/// <param name="Due">When it is to be delivered; null: at once.</param>
internal sealed record Outgoing(TaskMessage Message, byte[] Bytes, DateTime? Due)
{
    public string InstanceId => Message.OrchestrationInstance.InstanceId;

    public static Outgoing Of(TaskMessage message, DateTime now)
    {
        var due = (message.Event switch
        {
            TimerFiredEvent timer => timer.FireAt,
            ExecutionStartedEvent start => start.ScheduledStartTime,
            _ => null,
        })?.ToUniversalTime();
        return new Outgoing(message, HistoryCodec.Encode(message), due > now ? due : null);
    }
}
