using Integration.Local.DurableTask.Storage;

namespace Integration.Local.DurableTask.Scheduling;

/// <summary>The store was found broken by a reader: the writer, and with it the engine, stops.</summary>
internal sealed class FaultCommit(Exception reason) : IStoreCommand
{
    public void Apply(StoreSession store) => throw reason;

    public void Committed()
    {
    }

    public void Failed(Exception reason)
    {
    }
}
