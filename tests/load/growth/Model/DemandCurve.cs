namespace Integration.Load.Growth.Model;

/// <summary>How many cases come in on the busiest day, and when.</summary>
/// <param name="CasesPerYear">Cases that are taken in over a year.</param>
/// <param name="PeakWeekFactor">The busiest week beside an average one.</param>
/// <param name="PeakDayShare">The share of the busiest week that comes on its busiest day.</param>
/// <param name="PeakFactor">The rush of the busiest hour beside what that hour usually has.</param>
internal sealed record DemandCurve(double CasesPerYear, double PeakWeekFactor, double PeakDayShare, double PeakFactor)
{
    /// <summary>Weeks of a year.</summary>
    private const double Weeks = 365.25 / 7;

    private const double SecondsPerHour = 3600;

    // Shares of a day, hour by hour: an assumption, of offices that open at eight and a portal that is open all night.
    private static readonly double[] Hours =
    [
        0.004, 0.003, 0.002, 0.002, 0.003, 0.006, 0.015, 0.035, 0.075, 0.110, 0.120, 0.100,
        0.085, 0.085, 0.080, 0.070, 0.055, 0.040, 0.032, 0.028, 0.022, 0.014, 0.009, 0.005,
    ];

    /// <summary>The busiest hour of the day.</summary>
    public static int PeakHour { get; } = Array.IndexOf(Hours, Hours.Max());

    /// <summary>Cases of the busiest day without the rush.</summary>
    public double OrdinaryDay => CasesPerYear / Weeks * PeakWeekFactor * PeakDayShare;

    /// <summary>Cases a second in the busiest hour, the rush included.</summary>
    public double PeakRate => Rate(PeakHour);

    /// <summary>Cases of the busiest day, the rush included.</summary>
    public double PeakDay => Enumerable.Range(0, Hours.Length).Sum(hour => Rate(hour) * SecondsPerHour);

    /// <summary>Cases a second in an hour of the day.</summary>
    public double Rate(int hour) => OrdinaryDay * Hours[hour] / Hours.Sum() / SecondsPerHour * (hour == PeakHour ? PeakFactor : 1);
}
