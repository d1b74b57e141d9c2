using System.Globalization;
using System.Text.Json;
using Integration.Workflows.Catalogue;

namespace Integration.Load.Catalogue;

/// <summary>
/// Packs of any size: one agency with programs, partners with an organization, a participant and an agreement each, and one service that
/// asks for every program.
/// </summary>
internal static class GeneratedPacks
{
    /// <summary>The service that asks for every program.</summary>
    public const string Service = "everything";

    /// <summary>The agency that owns the programs and takes the applications.</summary>
    public const string Agency = "agency";

    private const string Url = "https://www.canada.ca";
    private const int PartnersPerFile = 1000;

    private static readonly string[] Categories = ["birth", "income", "children"];

    /// <summary>The id of a partner: of its organization and of its participant.</summary>
    public static string Partner(int number) => Id("partner", number);

    /// <summary>The purpose for which a partner is referred to.</summary>
    public static string Purpose(int number) => Id("referral", number);

    /// <summary>All files.</summary>
    /// <param name="programs">How many programs.</param>
    /// <param name="partners">How many partners.</param>
    /// <param name="ruleSets">In how many ways programs put their rules; no two ways have an expression in common.</param>
    public static IReadOnlyList<CatalogueFile> Of(int programs, int partners, int ruleSets) =>
    [
        .. Network(),
        .. Enumerable.Range(0, partners).Chunk(PartnersPerFile).SelectMany((numbers, index) => Partners(Id("partners", index), numbers)),
        .. Enumerable.Range(0, programs).Select(number => File($"programs/{Id("program", number)}.json", Program(number, number % ruleSets))),
        File("services/everything.json", Everything(programs)),
        File("services/everything.application.json", Application),
    ];

    private static string Id(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");

    private static CatalogueFile File(string path, object content) => new(path, JsonSerializer.SerializeToUtf8Bytes(content));

    private static object Text(string text) => new { en = text, fr = text + " (fr)" };

    private static Dictionary<string, object> Of(string schema, string name, IEnumerable<object> items) =>
        new() { ["$schema"] = $"../schemas/{schema}.schema.json", [name] = items };

    private static IEnumerable<CatalogueFile> Network() =>
    [
        File("network/organizations.json", Of("organizations", "organizations", [Organization(Agency, "agency")])),
        File("network/participants.json", Of("participants", "participants", [Participant("checks", Agency, "hosted")])),
        File("network/agreements.json", Of("agreements", "agreements", [Agreement("checks", "checks", "assessment", Categories)])),
    ];

    private static IEnumerable<CatalogueFile> Partners(string pack, int[] numbers) =>
    [
        File($"{pack}/organizations.json", Of("organizations", "organizations", numbers.Select(number => Organization(Partner(number), "partner")))),
        File($"{pack}/participants.json", Of(
            "participants", "participants", numbers.Select(number => Participant(Partner(number), Partner(number), "remote")))),
        File($"{pack}/agreements.json", Of(
            "agreements", "agreements", numbers.Select(number => Agreement(Id("agreement", number), Partner(number), Purpose(number), ["birth"])))),
    ];

    private static object Organization(string id, string kind) => new
    {
        id,
        jurisdiction = "ca",
        kind,
        name = Text($"Organization {id}"),
        description = Text($"{id} carries out what it is asked for, for those who need it most."),
        url = Url,
    };

    private static object Participant(string id, string organization, string hosting) =>
        new { id, organization, hosting, sector = $"ca-{id}", name = Text($"System of {id}") };

    private static object Agreement(string id, string recipient, string purpose, IReadOnlyList<string> categories) => new
    {
        id,
        sender = Agency,
        recipient,
        purpose,
        authority = "An Act respecting the sharing of information, s. 12",
        categories,
        consentRequired = false,
        from = "2020-01-01",
        source = Url,
    };

    private static Dictionary<string, object> Program(int number, int ruleSet)
    {
        var id = Id("program", number);
        return new()
        {
            ["$schema"] = "../schemas/program.schema.json",
            ["id"] = id,
            ["jurisdiction"] = "ca",
            ["agency"] = Agency,
            ["name"] = Text($"Program {number}"),
            ["description"] = Text($"Gives what program {number} gives to those who need it."),
            ["url"] = Url,
            ["requiredIdentityLevel"] = 1 + (number % 3),
            ["facts"] = Facts(ruleSet),
            ["parameters"] = new[] { Table(number) },
            ["rules"] = Rules(id, ruleSet),
            ["reasons"] = new Dictionary<string, object>
            {
                ["eligible"] = Text("It is given."),
                ["age"] = Text("It begins at {minimumAge:number}."),
                ["children"] = Text("It is for those with children."),
                ["income"] = Text("It ends above {ceiling:money}."),
            },
        };
    }

    private static Dictionary<string, object> Facts(int ruleSet) => new()
    {
        [$"born{ruleSet}"] = new { pointer = "/birthDate", type = "date", label = Text("the date of birth") },
        [$"income{ruleSet}"] = new { pointer = "/income", type = "money", label = Text("the income") },
        [$"children{ruleSet}"] = new { pointer = "/children/*/birthDate", type = "dates", label = Text("the children") },
    };

    private static object Table(int number) => new
    {
        table = "year",
        periods = new[] { 2024, 2025, 2026 }.Select(year => new
        {
            from = $"{year}-01-01",
            until = $"{year}-12-31",
            source = new { title = "Rates", url = Url, confidence = "published" },
            values = new Dictionary<string, decimal> { ["minimumAge"] = 16 + (number % 5), ["ceiling"] = 50_000 + number, ["rate"] = 0.05m, ["base"] = 1200 },
        }),
    };

    private static object Rules(string id, int ruleSet) => new
    {
        WorkflowName = id,
        GlobalParams = new[]
        {
            new { Name = "young", Expression = $"facts.CountAged(\"children{ruleSet}\", 0, 5)" },
            new { Name = "all", Expression = $"facts.CountAged(\"children{ruleSet}\", 0, 17)" },
            new { Name = "income", Expression = $"Math.Max(0m, facts.Money(\"income{ruleSet}\"))" },
            new { Name = "amount", Expression = $"all * parameters.Value(\"base\") + young * {100 + ruleSet}m - income * parameters.Value(\"rate\")" },
        },
        Rules = new object[]
        {
            Rule("old-enough", $"facts.Age(\"born{ruleSet}\") >= parameters.Value(\"minimumAge\")", "age"),
            Rule("has-children", $"all > 0 && facts.AsOf.Year > {1000 + ruleSet}", "children"),
            Rule("income-low-enough", $"income <= parameters.Value(\"ceiling\") + {ruleSet}m", "income"),
            new
            {
                RuleName = "amount-left",
                Expression = $"amount > {ruleSet}m * 0.001m",
                Properties = new { met = "eligible", unmet = "income" },
                Actions = new { OnSuccess = new { Name = "OutputExpression", Context = new { Expression = $"amount + {ruleSet}m * 0.01m" } } },
            },
        },
    };

    private static object Rule(string name, string expression, string unmet) =>
        new { RuleName = name, Expression = expression, Properties = new { unmet } };

    private static Dictionary<string, object> Everything(int programs) => new()
    {
        ["$schema"] = "../schemas/service.schema.json",
        ["id"] = Service,
        ["jurisdiction"] = "ca",
        ["name"] = Text("Everything"),
        ["description"] = Text("Every program at once."),
        ["intake"] = Agency,
        ["application"] = "everything.application.json",
        ["categories"] = new { birth = new[] { "/birthDate" }, income = new[] { "/income" }, children = new[] { "/children/*/birthDate" } },
        ["plan"] = new[]
        {
            new
            {
                step = "eligibility",
                tasks = Enumerable.Range(0, programs).Select(number => new
                {
                    subject = Id("program", number),
                    participant = "checks",
                    topic = "eligibility-checks",
                    purpose = "assessment",
                    categories = Categories,
                }),
            },
        },
    };

    private static readonly object Application = JsonElement.Parse("""
        { "$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "additionalProperties": false, "properties": {
            "birthDate": { "type": "string", "format": "past-date" }, "income": { "type": "number" },
            "children": { "type": "array", "items": { "type": "object", "additionalProperties": false,
              "properties": { "birthDate": { "type": "string", "format": "past-date" } } } } } }
        """);
}
