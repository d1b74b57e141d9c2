using DurableTask.Core;
using Integration.Local.DurableTask.Sqlite.Scheduling;
using Integration.Local.DurableTask.Sqlite.Storage;

namespace Integration.Local.DurableTask.Sqlite.Commands;

/// <summary>An activity has ended. Its answer is void if the call is, or the execution that made it is over.</summary>
internal sealed class AnswerCommand(PendingActivity call, Outgoing answer, TaskHub hub) : StoreCommand<bool>
{
    private readonly Outbox _outbox = new(hub);

    public override void Apply(StoreSession store)
    {
        if (store.RemoveActivity(call.Seq, call.Number)
            && store.Find(call.Seq) is { } key
            && key.Accepts(answer.Message.OrchestrationInstance.ExecutionId))
        {
            _outbox.Send(store, call.Seq, answer, key.Status != OrchestrationStatus.Pending);
        }
        else
        {
            hub.Dropped(answer.Message);
        }
    }

    protected override bool Finish()
    {
        hub.Answered(call);
        _outbox.Deliver();
        return true;
    }
}
