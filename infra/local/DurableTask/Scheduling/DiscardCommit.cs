using Integration.Local.DurableTask.Storage;

namespace Integration.Local.DurableTask.Scheduling;

/// <summary>Removes messages from the inbox for which there is no receiver any more.</summary>
internal sealed class DiscardCommit(IReadOnlyList<long> numbers) : IStoreCommand
{
    public void Apply(StoreSession store)
    {
        foreach (var number in numbers)
        {
            store.Take(number);
        }
    }

    public void Committed()
    {
    }

    public void Failed(Exception reason)
    {
    }
}
