using CsCheck;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Catalogue.Archive;

namespace Integration.Workflows.Tests.Catalogue.Archive;

public sealed class CatalogueBundleTests
{
    private static readonly Gen<List<CatalogueFile>> Packs = Gen.Select(
            Gen.String[Gen.Char["abcdé/-"], 1, 120].Select(name => $"ca/{name}.json"), Gen.Byte.Array[0, 3000])
        .Select(file => new CatalogueFile(file.Item1, file.Item2))
        .List[1, 12]
        .Select(files => files.DistinctBy(file => file.Path).ToList());

    [Fact]
    public void Whatever_is_packed_comes_back() => Packs.Sample(files =>
    {
        var found = CatalogueBundle.Unpack(CatalogueBundle.Pack(files));

        Described(found).ShouldBe(Described(files.OrderBy(file => file.Path, StringComparer.Ordinal)));
    });

    [Fact]
    public void The_same_files_are_the_same_bundle_in_any_order() => Packs.Sample(files =>
        CatalogueBundle.Pack(Enumerable.Reverse(files)).ShouldBe(CatalogueBundle.Pack(files)));

    private static IEnumerable<string> Described(IEnumerable<CatalogueFile> files) =>
        files.Select(file => $"{file.Path}: {Convert.ToHexString(file.Content.Span)}");
}
