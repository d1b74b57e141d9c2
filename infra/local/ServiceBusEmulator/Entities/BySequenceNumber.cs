namespace Integration.Local.ServiceBusEmulator.Entities;

/// <summary>The order of a queue.</summary>
internal sealed class BySequenceNumber : IComparer<StoredMessage>
{
    public static BySequenceNumber Instance { get; } = new();

    public int Compare(StoredMessage? x, StoredMessage? y) => x!.SequenceNumber.CompareTo(y!.SequenceNumber);
}
