using System.Reflection;
using Integration.Conformance.Tests.Architecture;

namespace Integration.Conformance.Tests.PublicApi;

/// <summary>The stand-in for the Service Bus extension has the official public API, no less and no more.</summary>
public sealed class ServiceBusExtensionTests
{
    private const string StandIn = "Microsoft.Azure.Functions.Worker.Extensions.ServiceBus";

    private static readonly OfficialList _official =
        OfficialList.Parse(File.ReadLines(Path.Combine(AppContext.BaseDirectory, "official-api", StandIn + ".txt")));

    [Fact]
    public void Its_types_and_members_are_those_of_the_official_extension()
    {
        var ours = Assembly.Load(StandIn).GetExportedTypes().SelectMany(ApiWriter.LinesOf).ToList();

        ours.Except(_official.Lines).ShouldBeEmpty("The official extension has no such type or member.");
        _official.Lines.Except(ours).ShouldBeEmpty("The stand-in lacks these.");
    }

    [Fact]
    public void The_list_is_of_the_version_that_takes_its_place() =>
        CentralVersions.Read().ShouldContain((_official.Assembly, _official.Version.ToString(3)));
}
