using CsCheck;
using Integration.Load.Growth.Simulation;

namespace Integration.Load.Growth.Tests.Simulation;

public sealed class WaitsTests
{
    [Fact]
    public void A_percentile_is_that_of_all_waits_but_for_a_twentieth() =>
        Gen.Double[0.001, 1000].Array[1, 200].Sample(all =>
        {
            var waits = new Waits();
            Array.ForEach(all, waits.Add);

            var exact = all.Order().ElementAt((int)Math.Ceiling(0.9 * all.Length) - 1);
            waits.At(0.9).ShouldBeInRange(exact * 0.999, exact * 1.051);
        });
}
