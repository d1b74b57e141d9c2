namespace Integration.Load.Growth.Model;

/// <summary>
/// One look of the audit's anchoring: it walks all rows of the case store, a page after the other. It grows with the cases that are
/// kept, not with those that come in.
/// </summary>
/// <param name="Rows">Rows that are kept.</param>
internal sealed record AnchoringLook(double Rows)
{
    /// <summary>Seconds between two looks, <c>AuditAnchoring:Interval</c>'s default.</summary>
    public const double Interval = 300;

    /// <summary>Rows that a request walks at most: a page of Azure Tables.</summary>
    private const double RowsOfPage = 1000;

    /// <summary>Seconds of a request: an assumption.</summary>
    private const double SecondsOfPage = 0.05;

    public double Requests => Rows / RowsOfPage;

    public double Seconds => Requests * SecondsOfPage;

    /// <summary>The cases that can be kept until a look takes longer than the interval.</summary>
    public static double MostCases(CaseCost cost) => Interval / SecondsOfPage * RowsOfPage / cost.StoredRows;
}
