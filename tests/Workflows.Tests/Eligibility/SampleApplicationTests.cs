using System.Globalization;
using System.Text.Json;
using Integration.Workflows.Applications;
using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Tests.Eligibility;

public sealed class SampleApplicationTests(ShippedCatalogue shipped) : IClassFixture<ShippedCatalogue>
{
    [Theory]
    [InlineData("2025-11-03")]
    [InlineData("2027-03-01")]
    public void The_sample_family_gets_6421_09_a_year(string day)
    {
        var sample = JsonElement.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "samples", "newborn.json")));

        new EligibilityEvaluator(shipped.Catalogue)
            .Evaluate("ca-child-benefit", sample, DateOnly.Parse(day, CultureInfo.InvariantCulture))
            .AnnualAmount.ShouldBe(6421.09m);
    }

    [Fact]
    public void Every_service_has_a_sample_that_it_accepts()
    {
        var validator = new ApplicationValidator(shipped.Catalogue);

        foreach (var service in shipped.Catalogue.Services)
        {
            var sample = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "samples", service.Id + ".json"));
            validator.Check(service.Id, sample).ShouldBeOfType<ApplicationCheck.Accepted>($"{service.Id}.json");
        }
    }
}
