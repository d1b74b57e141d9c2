using CsCheck;
using Integration.Workflows.Catalogue.Browsing;

namespace Integration.Workflows.Tests.Catalogue.Browsing;

public sealed class PageRequestTests
{
    private static readonly Gen<(List<int> List, int Size)> Lists = Gen.Select(Gen.Int.List[0, 60], Gen.Int[1, 25]);

    [Fact]
    public void The_pages_together_are_the_list() => Lists.Sample((list, size) =>
    {
        var first = new PageRequest(1, size).Of(list);

        Enumerable.Range(1, first.TotalPages).SelectMany(number => new PageRequest(number, size).Of(list).Contents).ShouldBe(list);
    });

    [Fact]
    public void Every_page_but_the_last_is_full_and_says_where_it_is() => Lists.Sample((list, size) =>
    {
        var pages = Enumerable.Range(1, list.Count / size + 3).Select(number => new PageRequest(number, size).Of(list)).ToList();

        foreach (var page in pages)
        {
            page.TotalItems.ShouldBe(list.Count);
            page.TotalPages.ShouldBe((int)Math.Ceiling(list.Count / (double)size));
            page.Size.ShouldBe(page.Contents.Count);
            page.Empty.ShouldBe(page.Contents.Count == 0);
            page.FirstPage.ShouldBe(page.PageNumber == 1);
            page.LastPage.ShouldBe(page.PageNumber >= page.TotalPages);
            page.Size.ShouldBe(page.PageNumber < page.TotalPages ? size : Math.Max(0, list.Count - ((page.PageNumber - 1) * size)));
        }
    });

    [Fact]
    public void A_page_far_beyond_the_last_is_empty()
    {
        var page = new PageRequest(int.MaxValue, PageRequest.MaximumSize).Of([1, 2, 3]);

        page.Empty.ShouldBeTrue();
        page.LastPage.ShouldBeTrue();
        page.TotalItems.ShouldBe(3);
    }

    [Fact]
    public void Only_the_items_of_the_page_are_touched()
    {
        var touched = new List<int>();
        var list = new MappedList<int, int>([.. Enumerable.Range(0, 10_000)], item =>
        {
            touched.Add(item);
            return item;
        });

        new PageRequest(500, 3).Of(list).Contents.ShouldBe([1497, 1498, 1499]);

        touched.ShouldBe([1497, 1498, 1499]);
    }
}
