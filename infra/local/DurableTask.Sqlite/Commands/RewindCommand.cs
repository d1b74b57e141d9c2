using DurableTask.Core;
using DurableTask.Core.History;
using Integration.Local.DurableTask.Sqlite.History;
using Integration.Local.DurableTask.Sqlite.Scheduling;
using Integration.Local.DurableTask.Sqlite.Storage;

namespace Integration.Local.DurableTask.Sqlite.Commands;

/// <summary>Takes a failed instance, with its failed children, back to before it failed, and lets it go on.</summary>
internal sealed class RewindCommand(string instanceId, string? reason, TaskHub hub) : StoreCommand<bool>
{
    private readonly Outbox _outbox = new(hub);
    private Exception? _refusal;

    public override void Apply(StoreSession store)
    {
        var key = store.Find(instanceId);
        _refusal = key switch
        {
            null => new ArgumentException($"There is no instance '{instanceId}'."),
            { Status: not OrchestrationStatus.Failed } => new InvalidOperationException(
                $"The instance '{instanceId}' can't be rewound: only a failed one can, and it is {key.Status}."),
            _ => null,
        };
        if (_refusal is null)
        {
            Rewind(store, instanceId, key!);
        }
    }

    protected override bool Finish()
    {
        if (_refusal is not null)
        {
            throw _refusal;
        }

        _outbox.Deliver();
        return true;
    }

    private void Rewind(StoreSession store, string id, InstanceKey key)
    {
        var calls = store.Calls(key.Seq).ToHashSet();
        var rewound = RewoundHistory.Of(store.History(key.Seq), calls.Contains, child => store.Outcome(child));
        store.RemoveHistory(key.Seq);
        store.Append(key.Seq, 0, HistoryCodec.Encode(rewound.Events.Append(new ExecutionRewoundEvent(-1, reason))));
        store.Reopen(key.Seq, hub.Now);
        foreach (var answer in rewound.Answers.Append(new ExecutionRewoundEvent(-1, reason)))
        {
            var message = new TaskMessage
            {
                OrchestrationInstance = new OrchestrationInstance { InstanceId = id, ExecutionId = key.ExecutionId }, Event = answer,
            };
            _outbox.Send(store, key.Seq, Outgoing.Of(message, hub.Now), hasBegun: true);
        }

        foreach (var child in rewound.FailedChildren)
        {
            if (store.Find(child) is { Status: OrchestrationStatus.Failed } failed)
            {
                Rewind(store, child, failed);
            }
        }
    }
}
