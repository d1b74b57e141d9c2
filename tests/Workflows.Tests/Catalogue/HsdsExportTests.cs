using System.Text.Json;
using System.Text.Json.Nodes;
using Integration.Workflows.Catalogue.Browsing;
using Integration.Workflows.Catalogue.Hsds;
using Integration.Workflows.Tests.Eligibility;

namespace Integration.Workflows.Tests.Catalogue;

public sealed class HsdsExportTests(ShippedCatalogue shipped) : IClassFixture<ShippedCatalogue>
{
    private static readonly DateOnly Today = new(2026, 5, 4);

    private readonly HsdsExport _export = new(shipped.Catalogue);

    [Theory]
    [InlineData("organizations", "organization", "en")]
    [InlineData("organizations", "organization", "fr")]
    [InlineData("programs", "program", "en")]
    [InlineData("programs", "program", "fr")]
    [InlineData("services", "service", "en")]
    [InlineData("services", "service", "fr")]
    [InlineData("taxonomies", "taxonomy", "en")]
    [InlineData("taxonomies", "taxonomy", "fr")]
    [InlineData("taxonomy_terms", "taxonomy_term", "en")]
    [InlineData("taxonomy_terms", "taxonomy_term", "fr")]
    public void Every_record_obeys_HSDS_3_0(string table, string schema, string language)
    {
        var records = All(table, ("language", language));

        records.ShouldNotBeEmpty();
        records.SelectMany(record => HsdsSchema.Errors(schema, record)).ShouldBeEmpty();
    }

    [Fact]
    public void A_page_obeys_HSDS_3_0() =>
        HsdsSchema.Errors("page", JsonSerializer.SerializeToNode(Page("services", ("per_page", "3")))!).ShouldBeEmpty();

    [Fact]
    public void The_schema_refuses_what_HSDS_does_not_have()
    {
        var service = All("services")[0];
        service["status"] = "open";
        service["colour"] = "blue";
        service.Remove("name");
        service["id"] = "ca-child-benefit";

        HsdsSchema.Errors("service", service).Count.ShouldBe(4);
    }

    [Fact]
    public void All_that_the_catalogue_has_is_there()
    {
        All("services").Count.ShouldBe(shipped.Catalogue.Programs.Count);
        All("organizations").Count.ShouldBe(shipped.Catalogue.Organizations.Count);
        All("programs").Count.ShouldBe(shipped.Catalogue.Services.Count);
        All("taxonomy_terms").Count.ShouldBe(shipped.Catalogue.Services.Count);
        All("taxonomies").Count.ShouldBe(1);
    }

    [Fact]
    public void A_program_is_a_service_of_its_agency_under_the_integrated_service()
    {
        var pass = Named("Fair Pass transit discount");

        pass["organization"]!["name"]!.GetValue<string>().ShouldBe("City of Toronto");
        pass["program"]!["name"]!.GetValue<string>().ShouldBe("Newborn in Ontario");
        pass["eligibility_description"]!.GetValue<string>().ShouldContain("adults from 20 to 64");
        pass["minimum_age"]!.GetValue<decimal>().ShouldBe(20);
        pass["maximum_age"]!.GetValue<decimal>().ShouldBe(64);
        pass["application_process"]!.GetValue<string>().ShouldContain("ServiceOntario");
        pass["service_areas"]![0]!["name"]!.GetValue<string>().ShouldBe("CA-ON-TORONTO");
        pass["required_documents"]!.AsArray().Select(document => document!["document"]!.GetValue<string>())
            .ShouldBe(shipped.Catalogue.GetProgram("ca-on-toronto-fair-pass").Facts.Values.Select(fact => fact.Label.En));
        pass["attributes"]!.AsArray().ShouldHaveSingleItem()!["taxonomy_term"]!["code"]!.GetValue<string>().ShouldBe("newborn");
    }

    [Fact]
    public void A_day_without_figures_has_no_conditions()
    {
        var record = Found(_export.Page("services", [], new(1999, 1, 1))).Contents
            .Single(service => service["name"]!.GetValue<string>() == "Fair Pass transit discount");

        record.ContainsKey("eligibility_description").ShouldBeFalse();
        record.ContainsKey("minimum_age").ShouldBeFalse();
    }

    [Fact]
    public void An_organization_is_found_by_the_id_that_it_has_in_the_catalogue()
    {
        var ontario = All("organizations").Single(record => IdentifierOf(record) == "serviceontario");

        ontario["legal_status"]!.GetValue<string>().ShouldBe("government organization");
        ontario["programs"]!.AsArray().Select(program => program!["name"]!.GetValue<string>()).ShouldContain("Newborn in Ontario");
    }

    [Fact]
    public void Identifiers_differ_between_things_and_stay_the_same_in_each_language()
    {
        var ids = _export.Tables.SelectMany(table => All(table)).Select(Id).ToList();

        ids.ShouldBeUnique();
        _export.Tables.SelectMany(table => All(table, ("language", "fr"))).Select(Id).ShouldBe(ids);
    }

    [Fact]
    public void Each_record_is_found_by_its_id()
    {
        foreach (var table in _export.Tables)
        {
            foreach (var record in All(table))
            {
                _export.Find(table, Id(record).ToUpperInvariant(), [], Today, out _)!.ToJsonString().ShouldBe(record.ToJsonString());
            }
        }

        _export.Find("services", Guid.NewGuid().ToString(), [], Today, out _).ShouldBeNull();
        _export.Find("phones", Id(All("services")[0]), [], Today, out _).ShouldBeNull();
    }

    [Fact]
    public void Services_of_an_organization_and_words_are_asked_for_together()
    {
        var pass = Named("Fair Pass transit discount");
        var toronto = Id(pass["organization"]!);

        Names(("organization_id", toronto), ("search", "tarifs REDUITS")).ShouldBe(["Fair Pass transit discount"]);
        Names(("organization_id", toronto)).Count
            .ShouldBe(shipped.Catalogue.Programs.Count(program => program.Agency == "city-of-toronto"));
        Names(("organization_id", Guid.NewGuid().ToString())).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2026-01-31")]
    [InlineData("2026-01-31T12:00:00Z")]
    [InlineData("2999-01-31T12:00:00.5-05:00")]
    public void Whoever_asks_for_what_was_modified_gets_everything_because_nobody_knows_when(string moment) =>
        All("services", ("modified_after", moment)).Count.ShouldBe(shipped.Catalogue.Programs.Count);

    [Theory]
    [InlineData("services", "modified_after", "yesterday", "ISO 8601")]
    [InlineData("services", "modified_after", "2026-02-30", "ISO 8601")]
    [InlineData("services", "language", "de", "one of en, fr")]
    [InlineData("services", "organization_id", "city-of-toronto", "a UUID")]
    [InlineData("services", "full", "true", "modified_after")]
    [InlineData("taxonomies", "search", "life", "modified_after")]
    [InlineData("services", "per_page", "201", "1 to 200")]
    public void What_can_not_be_asked_is_named(string table, string parameter, string value, string remedy)
    {
        var error = _export.Page(table, Query((parameter, value)), Today).ShouldBeOfType<ListAnswer.Wrong>().Errors.ShouldHaveSingleItem();

        error.Parameter.ShouldBe(parameter);
        error.Detail.ShouldContain(remedy);
    }

    [Fact]
    public void A_table_that_is_not_there_is_told_with_those_that_are() =>
        _export.Page("phones", [], Today).ShouldBeOfType<ListAnswer.NoSuchList>().Known.ShouldContain("services");

    private static string Id(JsonNode record) => record["id"]!.GetValue<string>();

    private static string IdentifierOf(JsonNode organization) =>
        organization["organization_identifiers"]![0]!["identifier"]!.GetValue<string>();

    private static IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> Query(
        params IEnumerable<(string Name, string Value)> parameters) =>
        parameters.Select(parameter => KeyValuePair.Create<string, IReadOnlyList<string>>(parameter.Name, [parameter.Value]));

    private static Page<JsonObject> Found(ListAnswer answer) => answer.ShouldBeOfType<ListAnswer.Found>().Page;

    private Page<JsonObject> Page(string table, params IEnumerable<(string Name, string Value)> parameters) =>
        Found(_export.Page(table, Query(parameters), Today));

    private IReadOnlyList<JsonObject> All(string table, params IEnumerable<(string Name, string Value)> parameters) =>
        Page(table, parameters.Append(("per_page", "200"))).Contents;

    private IReadOnlyList<string> Names(params IEnumerable<(string Name, string Value)> parameters) =>
        [.. All("services", parameters).Select(service => service["name"]!.GetValue<string>())];

    private JsonObject Named(string name) => All("services").Single(service => service["name"]!.GetValue<string>() == name);
}
