using System.Text.Json;
using System.Text.Json.Nodes;

namespace Integration.Workflows.Tests.Eligibility;

/// <summary>A single senior in Toronto who has lived in Canada for 40 years and has no income, told as an application.</summary>
internal sealed record Senior
{
    public static readonly DateOnly Today = new(2026, 5, 4);

    public string Born { get; init; } = "1958-09-02";

    public int Years { get; init; } = 40;

    public decimal NetIncome { get; init; }

    public decimal IncomeWithoutPension { get; init; }

    public decimal PrivateIncome { get; init; }

    public string Couple { get; init; } = "single";

    public string Status { get; init; } = "citizen";

    public string Province { get; init; } = "ON";

    public bool OwnsHome { get; init; } = true;

    public decimal? HomeValue { get; init; } = 612_000m;

    public JsonElement ToAttributes()
    {
        var household = new JsonObject
        {
            ["couple"] = Couple,
            ["netIncome"] = NetIncome,
            ["combinedNetIncome"] = NetIncome,
            ["incomeWithoutPension"] = IncomeWithoutPension,
            ["privateIncome"] = PrivateIncome,
            ["ownsHome"] = OwnsHome,
        };
        if (HomeValue is { } value)
        {
            household["assessedHomeValue"] = value;
        }

        var applicant = new JsonObject
        {
            ["birthDate"] = Born,
            ["address"] = new JsonObject { ["city"] = "Toronto", ["province"] = Province },
            ["statusInCanada"] = Status,
            ["yearsInCanadaAfter18"] = Years,
        };
        return JsonElement.Parse(new JsonObject { ["applicant"] = applicant, ["household"] = household }.ToJsonString());
    }
}
