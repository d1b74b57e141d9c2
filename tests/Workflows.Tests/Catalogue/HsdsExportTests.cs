using System.Text.Json.Nodes;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Catalogue.Hsds;

namespace Integration.Workflows.Tests.Catalogue;

public sealed class HsdsExportTests
{
    private static readonly DateOnly Today = new(2026, 5, 4);

    /// <summary>Names and required names of HSDS 3.0, by table, as far as the export uses the table.</summary>
    private static readonly Dictionary<string, (string[] Required, string[] Names)> Tables = new()
    {
        ["service"] = (
            ["id", "name", "status"],
            [
                "id", "name", "description", "url", "status", "eligibility_description",
                "organization", "program", "service_areas", "languages",
            ]),
        ["organization"] = (["id", "name", "description"], ["id", "name", "description", "website"]),
        ["program"] = (["id", "name", "description"], ["id", "organization_id", "name", "description"]),
        ["service_area"] = (["id"], ["id", "name"]),
        ["language"] = (["id"], ["id", "name", "code"]),
    };

    private readonly ServiceCatalogue _catalogue = ServiceCatalogue.LoadShipped();

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public void Every_record_has_the_names_of_HSDS_and_what_is_required(string language)
    {
        foreach (var service in HsdsExport.Services(_catalogue, language, Today))
        {
            Obeys(service, "service");
            service["status"]!.GetValue<string>().ShouldBe("active");
            Obeys(service["organization"]!, "organization");
            Obeys(service["program"]!, "program");
            service["service_areas"]!.AsArray().ToList().ForEach(area => Obeys(area!, "service_area"));
            service["languages"]!.AsArray().ToList().ForEach(spoken => Obeys(spoken!, "language"));
        }
    }

    [Fact]
    public void A_program_is_a_service_of_its_agency_under_the_integrated_service()
    {
        var benefit = HsdsExport.Services(_catalogue, "en", Today)
            .Single(service => service["name"]!.GetValue<string>() == "Fair Pass transit discount");

        benefit["organization"]!["name"]!.GetValue<string>().ShouldBe("City of Toronto");
        benefit["program"]!["name"]!.GetValue<string>().ShouldBe("Newborn in Ontario");
        benefit["eligibility_description"]!.GetValue<string>().ShouldContain("adults from 20 to 64");
    }

    [Fact]
    public void Identifiers_differ_between_things_and_stay_the_same()
    {
        var services = HsdsExport.Services(_catalogue, "en", Today);
        var ids = services.Select(Id).ToList();

        ids.ShouldBeUnique();
        ids.Order().ShouldBe(HsdsExport.Services(_catalogue, "fr", Today).Select(Id).Order());
    }

    [Fact]
    public void A_list_comes_in_pages()
    {
        var services = HsdsExport.Services(_catalogue, "en", Today);

        var last = HsdsExport.Page(services, 2, services.Count - 1);

        last["total_items"]!.GetValue<int>().ShouldBe(services.Count);
        last["total_pages"]!.GetValue<int>().ShouldBe(2);
        last["last_page"]!.GetValue<bool>().ShouldBeTrue();
        Id(last["contents"]!.AsArray().ShouldHaveSingleItem()!).ShouldBe(Id(services[^1]));
        HsdsExport.Page(services, int.MaxValue, int.MaxValue)["empty"]!.GetValue<bool>().ShouldBeTrue();
        Should.Throw<ArgumentOutOfRangeException>(() => HsdsExport.Page(services, 0, 10));
    }

    private static string Id(JsonNode record) => record["id"]!.GetValue<string>();

    private static void Obeys(JsonNode record, string table)
    {
        var names = record.AsObject().Select(member => member.Key).ToList();
        Tables[table].Required.ShouldBeSubsetOf(names);
        names.ShouldBeSubsetOf(Tables[table].Names);
        Guid.TryParse(Id(record), out _).ShouldBeTrue();
    }
}
