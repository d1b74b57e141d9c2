namespace Integration.Load.Growth.Counting;

/// <summary>One request, as it passed by.</summary>
/// <param name="Kind">What was done to what: <c>table write cases</c>, <c>queue get control</c>.</param>
/// <param name="Entities">Table rows, or queue messages, that it wrote or gave; 0 is a look at nothing.</param>
/// <param name="Sent">Bytes of its body.</param>
/// <param name="Received">Bytes of its answer.</param>
internal sealed record PassedRequest(string Kind, int Entities, long Sent, long Received);
