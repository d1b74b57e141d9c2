using Integration.Local.DurableTask.Engine;
using Integration.Local.DurableTask.Storage;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Scheduling;

/// <summary>Gives failed instances, a parent and its children, the histories from which they go on.</summary>
internal sealed class RewindCommit(IReadOnlyList<RewoundInstance> instances, DurableEngine engine) : IStoreCommand
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<StoredMessage> _messages = [];
    private bool _refused;

    public Task Done => _done.Task;

    public void Apply(StoreSession store)
    {
        _messages.Clear();
        _refused = instances.Any(instance => store.FindStatus(instance.Row.Seq) != OrchestrationRuntimeStatus.Failed);
        if (_refused)
        {
            return;
        }

        foreach (var (row, plan) in instances)
        {
            store.Reopen(row.Seq, plan.History);
            foreach (var item in plan.Incoming)
            {
                var message = new StoredMessage(engine.NextMessage(), row.Id, row.Seq, row.Generation, item);
                store.Send(message.Number, message.Seq, message.Generation, message.Event);
                _messages.Add(message);
            }
        }
    }

    public void Committed()
    {
        if (_refused)
        {
            _done.TrySetException(new InvalidOperationException("The instance is no longer failed, so it can't be rewound."));
            return;
        }

        foreach (var (row, _) in instances)
        {
            engine.Post(row.Id, new Message.TakeUp(engine.CallActivity));
        }

        foreach (var message in _messages)
        {
            engine.Post(message.InstanceId, Message.Event.Of(message));
        }

        _done.TrySetResult();
    }

    public void Failed(Exception reason) => _done.TrySetException(reason);
}

/// <summary>An instance with the history it is taken back to.</summary>
internal sealed record RewoundInstance(InstanceRow Row, RewindPlan Plan);
