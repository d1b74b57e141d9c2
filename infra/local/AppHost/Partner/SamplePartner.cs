using Integration.Local.AppHost.Running;

namespace Integration.Local.AppHost.Partner;

/// <summary>Sample participants, programs of their own on the official JavaScript SDK: they take requests and answer them.</summary>
internal static class SamplePartner
{
    /// <summary>The partner that is played unless another is named, by its id in the catalogue.</summary>
    public const string Id = "maple-education-savings";

    private const string Script = "infra/local/Partner/partner.mjs";
    private const string Region = "dk-region-midtjylland";
    private const string RegionScript = "infra/local/RegionAgency/agency.mjs";
    private const string Installed = "infra/local/Partner/node_modules/.package-lock.json";
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(1);

    /// <param name="serviceBus">The broker's connection string.</param>
    /// <param name="onLine">Takes each line that it writes.</param>
    /// <param name="id">The remote participant: the region is an agency's own system, anybody else a partner that accepts.</param>
    /// <exception cref="AppHostException">It is not installed.</exception>
    public static NodeProcess Start(string serviceBus, Action<string> onLine, string id = Id)
    {
        Clone.PathOf(Installed, "build infra/local/AppHost, which installs the Service Bus SDK with npm");
        var script = Clone.PathOf(id == Region ? RegionScript : Script, "restore it from the repository");
        var environment = new Dictionary<string, string> { ["SERVICE_BUS"] = serviceBus, ["PARTNER"] = id };
        return NodeProcess.Start(script, [], environment, onLine, _grace);
    }
}
