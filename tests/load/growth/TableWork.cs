namespace Integration.Load.Growth;

/// <summary>What one table is asked for.</summary>
/// <param name="Transactions">Entity-group transactions.</param>
/// <param name="EntitiesWritten">Rows in them.</param>
/// <param name="Queries">Queries, each within one partition.</param>
/// <param name="EntitiesRead">Rows that they gave.</param>
/// <param name="BytesWritten">Bytes of the requests, as JSON.</param>
/// <param name="BytesRead">Bytes of the answers, as JSON.</param>
internal sealed record TableWork(
    double Transactions, double EntitiesWritten, double Queries, double EntitiesRead, double BytesWritten, double BytesRead)
{
    public double Requests => Transactions + Queries;
}
