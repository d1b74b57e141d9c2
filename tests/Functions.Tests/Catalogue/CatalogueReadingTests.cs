using Integration.Functions.Catalogue;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Catalogue.Browsing;

namespace Integration.Functions.Tests.Catalogue;

public sealed class CatalogueReadingTests
{
    private static readonly ServiceCatalogue Catalogue = ServiceCatalogue.LoadShipped();
    private readonly CatalogueReading _reading = new(new CatalogueBrowser(Catalogue));

    [Fact]
    public async Task The_catalogue_tells_its_version_and_what_is_in_it()
    {
        var answer = await Answer.OfAsync(_reading.GetCatalogue);

        answer.Status.ShouldBe(200);
        answer.Member("version").GetString().ShouldBe(Catalogue.Version);
        answer.Member("counts").GetProperty("identity-providers").GetInt32().ShouldBe(Catalogue.IdentityProviders.Count);
    }

    [Fact]
    public async Task A_list_comes_in_the_envelope_of_HSDS()
    {
        var answer = await Answer.OfAsync(request => _reading.GetCatalogueList(request, "programs"), "?page=2&per_page=3");

        answer.Status.ShouldBe(200);
        answer.Body.ShouldNotBeNull().EnumerateObject().Select(member => member.Name)
            .ShouldBe(["total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents"]);
        answer.Member("contents").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public async Task A_wrong_query_is_a_problem_that_names_each_parameter()
    {
        var answer = await Answer.OfAsync(
            request => _reading.GetCatalogueList(request, "programs"), "?page=0&colour=blue&agency=a&agency=b");

        answer.Status.ShouldBe(400);
        answer.ContentType.ShouldBe("application/problem+json");
        answer.Headers.ETag.ToString().ShouldBeEmpty();
        answer.Member("errors").EnumerateArray().Select(error => error.GetProperty("parameter").GetString())
            .ShouldBe(["page", "colour", "agency"]);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        (await Answer.OfAsync(request => _reading.GetCatalogueList(request, "laws"))).Member("detail").GetString()
            .ShouldNotBeNull().ShouldContain("services");
        (await Answer.OfAsync(request => _reading.GetCatalogueItem(request, "programs", "nothing"))).Status.ShouldBe(404);
        (await Answer.OfAsync(request => _reading.GetCatalogueItem(request, "laws", "newborn"))).Status.ShouldBe(404);
        (await Answer.OfAsync(request => _reading.GetApplicationSchema(request, "nothing"))).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_service_says_where_the_schema_of_its_applications_is()
    {
        var service = await Answer.OfAsync(request => _reading.GetCatalogueItem(request, "services", "newborn"));
        var schema = await Answer.OfAsync(request => _reading.GetApplicationSchema(request, "newborn"));

        service.Member("application").GetString().ShouldBe("/api/catalogue/services/newborn/application-schema");
        schema.ContentType.ShouldBe("application/schema+json");
        schema.Member("properties").TryGetProperty("children", out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData("\"{0}\"", 304)]
    [InlineData("W/\"{0}\"", 304)]
    [InlineData("\"other\", \"{0}\"", 304)]
    [InlineData("*", 304)]
    [InlineData("\"other\"", 200)]
    [InlineData("no tag", 200)]
    public async Task Who_has_the_version_already_is_sent_nothing(string known, int status)
    {
        var answer = await Answer.OfAsync(
            request => _reading.GetCatalogueList(request, "organizations"),
            knownTag: known.Replace("{0}", Catalogue.Version, StringComparison.Ordinal));

        answer.Status.ShouldBe(status);
        answer.Headers.ETag.ToString().ShouldBe($"\"{Catalogue.Version}\"");
        answer.Headers.CacheControl.ToString().ShouldBe("no-cache");
        (answer.Body is null).ShouldBe(status == 304);
    }

    [Fact]
    public async Task Every_answer_can_be_kept()
    {
        var known = $"\"{Catalogue.Version}\"";

        (await Answer.OfAsync(_reading.GetCatalogue, knownTag: known)).Status.ShouldBe(304);
        (await Answer.OfAsync(request => _reading.GetCatalogueItem(request, "programs", "ca-child-benefit"), knownTag: known))
            .Status.ShouldBe(304);
        (await Answer.OfAsync(request => _reading.GetApplicationSchema(request, "newborn"), knownTag: known)).Status.ShouldBe(304);
        (await Answer.OfAsync(request => _reading.GetCatalogueItem(request, "programs", "nothing"), knownTag: known)).Status.ShouldBe(404);
    }
}
