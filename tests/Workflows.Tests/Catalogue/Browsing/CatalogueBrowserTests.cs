using System.Text.Json.Nodes;
using Integration.Workflows.Applications;
using Integration.Workflows.Catalogue.Browsing;
using Integration.Workflows.Tests.Eligibility;

namespace Integration.Workflows.Tests.Catalogue.Browsing;

public sealed class CatalogueBrowserTests(ShippedCatalogue shipped) : IClassFixture<ShippedCatalogue>
{
    private readonly CatalogueBrowser _browser = new(shipped.Catalogue);

    [Fact]
    public void It_tells_what_there_is()
    {
        _browser.Counts.Version.ShouldBe(shipped.Catalogue.Version);
        _browser.Counts.Counts.ShouldBe(
            new Dictionary<string, int>
            {
                ["agreements"] = shipped.Catalogue.Agreements.Count,
                ["identity-providers"] = shipped.Catalogue.IdentityProviders.Count,
                ["consent-notices"] = shipped.Catalogue.ConsentNotices.Count,
                ["delegations"] = shipped.Catalogue.Delegations.Count,
                ["organizations"] = shipped.Catalogue.Organizations.Count,
                ["participants"] = shipped.Catalogue.Participants.Count,
                ["programs"] = shipped.Catalogue.Programs.Count,
                ["services"] = shipped.Catalogue.Services.Count,
            },
            ignoreOrder: true);
    }

    [Fact]
    public void Every_list_has_all_of_its_things_in_the_order_of_their_ids_and_each_is_found()
    {
        foreach (var (list, count) in _browser.Counts.Counts)
        {
            var ids = Ids(list);

            ids.Count.ShouldBe(count);
            ids.ShouldBe(ids.Order(StringComparer.Ordinal));
            ids.ShouldAllBe(id => _browser.Find(list, id)!["id"]!.GetValue<string>() == id);
        }
    }

    [Fact]
    public void A_thing_is_shown_as_it_is_written()
    {
        var written = JsonNode.Parse(Written("ca/programs/ca-child-benefit.json"))!.AsObject();
        written.Remove("$schema");

        JsonNode.DeepEquals(_browser.Find("programs", "ca-child-benefit"), written).ShouldBeTrue();
    }

    [Fact]
    public void A_list_of_programs_shows_the_main_members_alone() =>
        Items("programs")[0].Select(member => member.Key)
            .ShouldBe(["id", "jurisdiction", "agency", "name", "description", "url", "requiredIdentityLevel"], ignoreOrder: true);

    [Fact]
    public void The_schema_of_an_application_is_what_applications_are_held_against()
    {
        var schema = _browser.ApplicationSchema("newborn").ShouldNotBeNull();

        JsonNode.DeepEquals(JsonObject.Create(schema), JsonNode.Parse(Written("ca/services/newborn.application.json"))).ShouldBeTrue();
        DocumentSchema.Parse(schema, out _).ShouldNotBeNull();
        _browser.ApplicationSchema("nothing").ShouldBeNull();
    }

    [Theory]
    [InlineData("programs", "jurisdiction", "ca-on-toronto")]
    [InlineData("programs", "agency", "city-of-toronto")]
    [InlineData("services", "jurisdiction", "ca-on")]
    [InlineData("services", "agency", "serviceontario")]
    [InlineData("organizations", "kind", "partner")]
    [InlineData("organizations", "kind", "agency")]
    [InlineData("organizations", "jurisdiction", "ca")]
    [InlineData("participants", "jurisdiction", "ca-on")]
    [InlineData("participants", "kind", "partner")]
    [InlineData("participants", "agency", "city-of-toronto")]
    [InlineData("participants", "hosting", "remote")]
    [InlineData("agreements", "agency", "serviceontario")]
    [InlineData("agreements", "recipient", "cra-benefits")]
    [InlineData("agreements", "purpose", "education-savings-referral")]
    [InlineData("agreements", "jurisdiction", "ca-on")]
    [InlineData("identity-providers", "jurisdiction", "ca-on")]
    [InlineData("consent-notices", "purpose", "education-savings-referral")]
    public void A_filter_leaves_some_things_and_takes_some_away(string list, string parameter, string value)
    {
        var left = Ids(list, (parameter, value));

        left.ShouldNotBeEmpty();
        left.Count.ShouldBeLessThan(_browser.Counts.Counts[list]);
        left.ShouldBeSubsetOf(Ids(list));
    }

    [Fact]
    public void All_filters_must_hold()
    {
        var both = Ids("programs", ("jurisdiction", "ca-on-toronto"), ("q", "transit"));

        both.ShouldBe(["ca-on-toronto-fair-pass"]);
        both.ShouldBe(Ids("programs", ("jurisdiction", "ca-on-toronto")).Intersect(Ids("programs", ("q", "transit"))));
        Ids("programs", ("jurisdiction", "ca"), ("agency", "city-of-toronto")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("transit discount")]
    [InlineData("DISCOUNT transit")]
    [InlineData("rabais réduits")]
    [InlineData("tarifs reduits")]
    [InlineData("fair-pass")]
    public void Words_are_found_in_either_language_without_regard_to_order_case_and_accents(string words) =>
        Ids("programs", ("q", words)).ShouldBe(["ca-on-toronto-fair-pass"]);

    [Fact]
    public void Every_word_must_be_there() => Ids("programs", ("q", "transit zebra")).ShouldBeEmpty();

    [Theory]
    [InlineData("programs", "colour", "blue", "unknown-parameter", "agency, jurisdiction, page, per_page, q")]
    [InlineData("organizations", "kind", "charity", "value", "one of agency, partner")]
    [InlineData("programs", "jurisdiction", "Ontario", "value", "ca-on")]
    [InlineData("programs", "agency", "City of Toronto", "value", "an id")]
    [InlineData("programs", "q", " ", "value", "words")]
    [InlineData("programs", "page", "0", "value", "from 1")]
    [InlineData("programs", "page", "-1", "value", "from 1")]
    [InlineData("programs", "page", "two", "value", "from 1")]
    [InlineData("programs", "page", "99999999999", "value", "from 1")]
    [InlineData("programs", "per_page", "0", "value", "1 to 200")]
    [InlineData("programs", "per_page", "201", "value", "1 to 200")]
    [InlineData("programs", "per_page", "", "value", "1 to 200")]
    public void A_wrong_parameter_is_named_with_what_would_be_right(string list, string parameter, string value, string code, string remedy)
    {
        var error = _browser.Page(list, Query((parameter, value))).ShouldBeOfType<ListAnswer.Wrong>().Errors.ShouldHaveSingleItem();

        error.Parameter.ShouldBe(parameter);
        error.Code.ShouldBe(code);
        error.Detail.ShouldContain(remedy);
    }

    [Fact]
    public void All_wrong_parameters_are_told_together() =>
        _browser.Page("programs", Query(("page", "0"), ("colour", "blue"))).ShouldBeOfType<ListAnswer.Wrong>()
            .Errors.Select(error => error.Parameter).ShouldBe(["page", "colour"]);

    [Fact]
    public void A_parameter_is_given_once()
    {
        KeyValuePair<string, IReadOnlyList<string>>[] query = [new("page", ["1", "2"])];

        _browser.Page("programs", query).ShouldBeOfType<ListAnswer.Wrong>()
            .Errors.ShouldHaveSingleItem().Code.ShouldBe("repeated-parameter");
    }

    [Fact]
    public void Fifty_things_are_a_page_unless_another_number_is_asked_for()
    {
        Found("agreements").Size.ShouldBe(Math.Min(50, shipped.Catalogue.Agreements.Count));

        var page = Found("agreements", ("per_page", "4"), ("page", "2"));

        page.Contents.Select(item => item["id"]!.GetValue<string>()).ShouldBe(Ids("agreements").Skip(4).Take(4));
        page.PageNumber.ShouldBe(2);
    }

    [Fact]
    public void A_list_that_is_not_there_is_told_with_those_that_are()
    {
        _browser.Page("laws", []).ShouldBeOfType<ListAnswer.NoSuchList>().Known.ShouldBe(_browser.Counts.Counts.Keys, ignoreOrder: true);
        _browser.Find("laws", "newborn").ShouldBeNull();
        _browser.Find("programs", "nothing").ShouldBeNull();
    }

    private static IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> Query(
        params IEnumerable<(string Name, string Value)> parameters) =>
        parameters.Select(parameter => KeyValuePair.Create<string, IReadOnlyList<string>>(parameter.Name, [parameter.Value]));

    private byte[] Written(string path) => shipped.Catalogue.Files.Single(file => file.Path == path).Content.ToArray();

    private Page<JsonObject> Found(string list, params IEnumerable<(string Name, string Value)> parameters) =>
        _browser.Page(list, Query(parameters)).ShouldBeOfType<ListAnswer.Found>().Page;

    private IReadOnlyList<JsonObject> Items(string list, params IEnumerable<(string Name, string Value)> parameters) =>
        Found(list, parameters.Append(("per_page", "200"))).Contents;

    private IReadOnlyList<string> Ids(string list, params IEnumerable<(string Name, string Value)> parameters) =>
        [.. Items(list, parameters).Select(item => item["id"]!.GetValue<string>())];
}
