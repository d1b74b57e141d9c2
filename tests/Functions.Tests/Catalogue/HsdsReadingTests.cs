using Integration.Functions.Catalogue;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Catalogue.Browsing;
using Integration.Workflows.Catalogue.Hsds;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Functions.Tests.Catalogue;

public sealed class HsdsReadingTests
{
    private static readonly ServiceCatalogue Catalogue = ServiceCatalogue.LoadShipped();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 4, 12, 0, 0, TimeSpan.Zero));
    private readonly HsdsReading _reading;

    public HsdsReadingTests() => _reading = new(new CatalogueBrowser(Catalogue), new HsdsExport(Catalogue), _time);

    [Fact]
    public async Task It_tells_which_HSDS_it_is()
    {
        var answer = await Answer.OfAsync(_reading.GetHsds);

        answer.Member("version").GetString().ShouldBe("3.0");
        answer.Member("tables").EnumerateArray().Select(table => table.GetString()).ShouldContain("services");
    }

    [Fact]
    public async Task A_record_of_a_page_is_found_by_its_id_in_either_language()
    {
        var page = await Answer.OfAsync(request => _reading.GetHsdsTable(request, "services"), "?language=fr&search=transports&per_page=1");
        var first = page.Member("contents")[0];
        var id = first.GetProperty("id").GetString()!;

        var french = await Answer.OfAsync(request => _reading.GetHsdsRecord(request, "services", id), "?language=fr");
        var english = await Answer.OfAsync(request => _reading.GetHsdsRecord(request, "services", id));

        french.Body.ShouldNotBeNull().GetRawText().ShouldBe(first.GetRawText());
        english.Member("name").GetString().ShouldBe("Fair Pass transit discount");
    }

    [Fact]
    public async Task What_can_not_be_asked_or_is_not_there_is_a_problem()
    {
        (await Answer.OfAsync(request => _reading.GetHsdsTable(request, "services"), "?modified_after=yesterday")).Status.ShouldBe(400);
        (await Answer.OfAsync(request => _reading.GetHsdsRecord(request, "services", "x"), "?language=de")).Status.ShouldBe(400);
        (await Answer.OfAsync(request => _reading.GetHsdsTable(request, "phones"))).Status.ShouldBe(404);
        (await Answer.OfAsync(request => _reading.GetHsdsRecord(request, "services", "x"))).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Records_show_the_figures_of_the_day_so_what_is_known_holds_for_a_day()
    {
        var tag = (await Answer.OfAsync(request => _reading.GetHsdsTable(request, "services"))).Headers.ETag.ToString();

        tag.ShouldBe($"\"{Catalogue.Version}-20260504\"");
        (await Answer.OfAsync(request => _reading.GetHsdsTable(request, "services"), knownTag: tag)).Status.ShouldBe(304);
        _time.Advance(TimeSpan.FromDays(1));
        (await Answer.OfAsync(request => _reading.GetHsdsTable(request, "services"), knownTag: tag)).Status.ShouldBe(200);
    }
}
