using System.Reflection;
using Integration.Conformance.Tests.Flavours;

namespace Integration.Conformance.Tests.PublicApi;

/// <summary>What functions/ and workflows/ are written against exists in the official packages, with the same signatures.</summary>
public sealed class LocalApiTests
{
    private static readonly OfficialApi _official = OfficialApi.Read(Path.Combine(AppContext.BaseDirectory, "official-api"));

    // Its list is of an older release, whose attributes are current.
    private const string Older = "Microsoft.Azure.Functions.Worker.Extensions.DurableTask";

    public static TheoryData<string> Libraries =>
        new("Integration.Local.DurableTask", "Integration.Local.FunctionsWorker", "Integration.Local.ServiceBus");

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Every_public_type_and_member_outside_our_own_namespaces_is_official(string library)
    {
        var shared = SharedTypes(library).ToList();

        shared.ShouldNotBeEmpty();
        shared.SelectMany(_official.DifferencesOf).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void What_implements_or_derives_from_a_type_of_ours_could_do_so_from_the_official_one(string library) =>
        SharedTypes(library).SelectMany(_official.DutiesMissingFrom).ShouldBeEmpty();

    [Fact]
    public void The_lists_are_of_the_versions_that_are_referenced() =>
        (from list in _official.Lists
         join package in CentralVersions.Read() on list.Assembly equals package.Name
         where list.Assembly != Older && list.Version?.ToString(3) != package.Version
         select $"{list.Assembly}: the list is of {list.Version}, Directory.Packages.props has {package.Version}").ShouldBeEmpty();

    private static IEnumerable<Type> SharedTypes(string library) =>
        Assembly.Load(library).GetExportedTypes().Where(type => type.Namespace?.StartsWith("Integration.Local", StringComparison.Ordinal) != true);
}
