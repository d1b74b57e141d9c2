using System.Text.Json;
using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Tests.Catalogue;

public sealed class JsonPointerTests
{
    private static readonly JsonElement Document = JsonElement.Parse("""{ "a": [{ "b": 1 }, {}], "x/y": { "m~n": 2 }, "none": [] }""");

    [Theory]
    [InlineData("", "")]
    [InlineData("/a/0/b", "/a/0/b=1")]
    [InlineData("/a/*/b", "/a/0/b=1 /a/1/b=missing")]
    [InlineData("/none/*/b", "")]
    [InlineData("/x~1y/m~0n", "/x~1y/m~0n=2")]
    [InlineData("/c/*/d", "/c/*/d=missing")]
    public void A_pointer_names_places_and_a_star_every_index(string pointer, string expected)
    {
        var places = JsonPointer.Select(Document, pointer).Where(place => place.Pointer.Length > 0)
            .Select(place => $"{place.Pointer}={place.Value?.ToString() ?? "missing"}");

        string.Join(' ', places).ShouldBe(expected);
    }

    [Theory]
    [InlineData("/a", "/a/b", true)]
    [InlineData("/a", "/a", true)]
    [InlineData("/a", "/ab", false)]
    [InlineData("/a/b", "/a", false)]
    public void A_place_covers_what_lies_below_it(string outer, string inner, bool covers) =>
        JsonPointer.Covers(outer, inner).ShouldBe(covers);
}
