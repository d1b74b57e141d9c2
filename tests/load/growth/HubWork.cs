namespace Integration.Load.Growth;

/// <summary>What the Azure Storage provider asks of its hub's account. What it asks for with nothing to do is not in it.</summary>
/// <param name="TableWrites">Requests that write history and instances.</param>
/// <param name="TableReads">Requests that read them.</param>
/// <param name="QueuePuts">Messages put.</param>
/// <param name="QueueGets">Requests that got messages.</param>
/// <param name="QueueDeletes">Messages deleted.</param>
/// <param name="QueueUpdates">Messages whose visibility was changed.</param>
/// <param name="LargeMessages">Blobs written for what is too large for a message.</param>
internal sealed record HubWork(
    double TableWrites, double TableReads, double QueuePuts, double QueueGets, double QueueDeletes, double QueueUpdates,
    double LargeMessages)
{
    public double Requests => TableWrites + TableReads + QueuePuts + QueueGets + QueueDeletes + QueueUpdates + LargeMessages;
}
