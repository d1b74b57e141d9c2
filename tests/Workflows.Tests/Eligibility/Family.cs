using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json;

namespace Integration.Workflows.Tests.Eligibility;

/// <summary>A family in Toronto that qualifies for everything except by income, told as an application.</summary>
internal sealed record Family
{
    public static readonly DateOnly Today = new(2025, 11, 3);

    public decimal Income { get; init; } = 30_000m;

    public decimal AfterTaxIncome { get; init; } = 20_000m;

    public int Adults { get; init; } = 2;

    public int[] ChildrenAged { get; init; } = [1];

    public string Status { get; init; } = "citizen";

    public string? InCanadaSince { get; init; }

    public bool TaxResident { get; init; } = true;

    public bool Caregiver { get; init; } = true;

    public string Born { get; init; } = "1994-05-17";

    public string Province { get; init; } = "ON";

    public string City { get; init; } = "Toronto";

    public JsonObject ToJson()
    {
        var applicant = new JsonObject
        {
            ["birthDate"] = Born,
            ["address"] = new JsonObject { ["city"] = City, ["province"] = Province },
            ["statusInCanada"] = Status,
            ["residentForTaxPurposes"] = TaxResident,
            ["primaryCaregiver"] = Caregiver,
        };
        if (InCanadaSince is not null)
        {
            applicant["inCanadaSince"] = InCanadaSince;
        }

        return new JsonObject
        {
            ["applicant"] = applicant,
            ["children"] = new JsonArray([.. ChildrenAged.Select(age => Child(Today.AddYears(-age).AddDays(-1)))]),
            ["household"] = new JsonObject
            {
                ["adults"] = Adults,
                ["adjustedFamilyNetIncome"] = Income,
                ["afterTaxIncome"] = AfterTaxIncome,
            },
        };
    }

    public JsonElement ToAttributes() => JsonElement.Parse(ToJson().ToJsonString());

    private static JsonObject Child(DateOnly born) => new JsonObject
    {
        ["birthDate"] = born.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["livesWithApplicant"] = true,
    };
}
