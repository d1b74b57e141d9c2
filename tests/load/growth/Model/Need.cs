namespace Integration.Load.Growth.Model;

/// <summary>What a peak needs of one limited thing.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="PerCase">What one case asks of it.</param>
/// <param name="Demand">What the busiest hour asks of it in a second.</param>
/// <param name="Units">The fewest units that carry it; null where the most do not.</param>
/// <param name="BreaksAt">How many times the load of the busiest hour fills all units that can be had.</param>
internal sealed record Need(Limit Limit, double PerCase, double Demand, int? Units, double BreaksAt)
{
    /// <summary>How busy the units are, 0 to 1; above 1 where the most are not enough.</summary>
    public double Utilisation => Demand / (Limit.PerSecond * (Units ?? Limit.Most));

    public static Need Of(Limit limit, CaseCost cost, Assumptions assumed, double peakRate)
    {
        var perCase = Demands.PerCase(limit.Id, cost, assumed);
        var demand = perCase * peakRate;
        return new(limit, perCase, demand, limit.UnitsFor(demand, assumed.Utilisation), limit.PerSecond * limit.Most / demand);
    }
}
