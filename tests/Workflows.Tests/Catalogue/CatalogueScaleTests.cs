using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Integration.Load.Catalogue;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Catalogue.Archive;
using Integration.Workflows.Catalogue.Browsing;
using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Tests.Catalogue;

/// <summary>What a large catalogue costs is counted, not timed; <c>tests/load/catalogue</c> times it.</summary>
public sealed class CatalogueScaleTests
{
    private const int Programs = 120;
    private const int Partners = 2_500;

    private static readonly ServiceCatalogue Large = ServiceCatalogue.Load(GeneratedPacks.Of(Programs, Partners, ruleSets: 4));

    [Fact]
    public void A_large_catalogue_loads_with_all_that_is_in_it()
    {
        Large.Programs.Count.ShouldBe(Programs);
        Large.Organizations.Count.ShouldBe(Partners + 1);
        Large.Participants.Count.ShouldBe(Partners + 1);
        Large.Agreements.Count.ShouldBe(Partners + 1);
        Large.FindService(GeneratedPacks.Service).ShouldNotBeNull().Plan.Single().Tasks.Count.ShouldBe(Programs);
        Large.FindAgreement(
                GeneratedPacks.Agency, GeneratedPacks.Partner(Partners - 1), GeneratedPacks.Purpose(Partners - 1), new(2026, 1, 1))
            .ShouldNotBeNull();
    }

    [Fact]
    public void Its_programs_decide()
    {
        var application = JsonElement.Parse(
            """{ "birthDate": "1990-01-01", "income": 10000, "children": [{ "birthDate": "2024-01-01" }] }""");

        var determination = new EligibilityEvaluator(Large).Evaluate("program-7", application, new(2026, 1, 2));

        // 1 child at 1200 and 103 for being under 6, less 5% of the income, and 3 cents: rule set 7 % 4.
        determination.AnnualAmount.ShouldBe(803.03m);
    }

    [Fact]
    public void Programs_that_put_their_rules_the_same_way_share_what_was_parsed()
    {
        int ParsedFor(int programs)
        {
            var expressions = new ParsedExpressions();
            for (var number = 0; number < programs; number++)
            {
                var facts = new Dictionary<string, FactDefinition> { ["income"] = new("/income", FactType.Money, new("income", "revenu")) };
                var rules = new RuleWorkflow(
                    $"program-{number}",
                    [new("net", "facts.Money(\"income\") * 0.8m")],
                    [new("low", "net < 1000m", new(null, "no"), null), new("some", "net > 0m", new(null, "no"), null)]);
                ProgramRules.Bind(rules, facts, new Dictionary<string, ParameterValue>(), expressions, out _).ShouldNotBeNull();
            }

            return expressions.Count;
        }

        ParsedFor(1).ShouldBe(3);
        ParsedFor(200).ShouldBe(3);
    }

    [Fact]
    public void The_same_text_over_names_of_other_types_is_another_expression()
    {
        var expressions = new ParsedExpressions();
        var facts = new Dictionary<string, FactDefinition>
        {
            ["income"] = new("/income", FactType.Money, new("income", "revenu")),
            ["people"] = new("/people", FactType.Number, new("people", "personnes")),
        };

        foreach (var expression in new[] { "facts.Money(\"income\")", "facts.Number(\"people\")" })
        {
            var rules = new RuleWorkflow("w", [new("x", expression)], [new("r", "x > 1", new(null, "no"), null)]);
            ProgramRules.Bind(rules, facts, new Dictionary<string, ParameterValue>(), expressions, out _).ShouldNotBeNull();
        }

        expressions.Count.ShouldBe(4);
    }

    [Fact]
    public void A_broken_rule_among_many_programs_still_fails_the_load()
    {
        var files = GeneratedPacks.Of(40, 3, ruleSets: 1).ToList();
        var broken = files.FindIndex(file => file.Path == "programs/program-30.json");
        var program = JsonNode.Parse(files[broken].Content.Span)!;
        program["rules"]!["Rules"]![0]!["Expression"] = "facts.Age(\"nobody\") > 1";
        files[broken] = new(files[broken].Path, Encoding.UTF8.GetBytes(program.ToJsonString()));

        Should.Throw<CatalogueException>(() => ServiceCatalogue.Load(files)).Errors
            .ShouldContain(error => error.File == "programs/program-30.json" && error.Problem == "There is no fact 'nobody'.");
    }

    [Fact]
    public void A_page_has_as_many_things_however_long_the_list_is()
    {
        var page = new CatalogueBrowser(Large).Page("organizations", []).ShouldBeOfType<ListAnswer.Found>().Page;

        page.TotalItems.ShouldBe(Partners + 1);
        page.Size.ShouldBe(PageRequest.DefaultSize);
    }

    [Fact]
    public void Its_bundle_goes_into_rows_and_comes_back()
    {
        var rows = BundleRows.Of(Large.Version, CatalogueBundle.Pack(Large.Files));

        var found = CatalogueBundle.Unpack(BundleRows.Read(rows[^1], [.. rows.SkipLast(1)]));

        ServiceCatalogue.Load(found).Version.ShouldBe(Large.Version);
    }
}
