using Integration.Local.AppHost.Running;

namespace Integration.Local.AppHost.Partner;

/// <summary>The sample partner, a program of its own on the official JavaScript SDK: it takes referrals and answers them.</summary>
internal static class SamplePartner
{
    /// <summary>Who it is in the catalogue.</summary>
    public const string Id = "maple-education-savings";

    private const string Script = "infra/local/Partner/partner.mjs";
    private const string Installed = "infra/local/Partner/node_modules/.package-lock.json";
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(1);

    /// <param name="serviceBus">The broker's connection string.</param>
    /// <param name="onLine">Takes each line that it writes.</param>
    /// <exception cref="AppHostException">It is not installed.</exception>
    public static NodeProcess Start(string serviceBus, Action<string> onLine)
    {
        Clone.PathOf(Installed, "build infra/local/AppHost, which installs the Service Bus SDK with npm");
        var script = Clone.PathOf(Script, "restore it from the repository");
        var environment = new Dictionary<string, string> { ["SERVICE_BUS"] = serviceBus, ["PARTNER"] = Id };
        return NodeProcess.Start(script, [], environment, onLine, _grace);
    }
}
