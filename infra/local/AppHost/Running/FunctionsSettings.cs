using System.Globalization;
using Integration.Local.AppHost.Keys;
using Integration.Local.AppHost.Tokens;

namespace Integration.Local.AppHost.Running;

/// <summary>What the functions are told.</summary>
internal static class FunctionsSettings
{
    private const string FunctionsAssembly = "Integration.Functions";

    /// <summary>Settings as <c>--Key=Value</c>; those that are passed on come last and win.</summary>
    public static string[] Of(AppHostOptions options, DataDirectory directory, SigningKey key, string tables, string serviceBus) =>
    [
        $"--Local:FunctionsAssembly={FunctionsAssembly}",
        string.Create(CultureInfo.InvariantCulture, $"--Local:HttpPort={options.HttpPort}"),
        $"--Local:DataDirectory={directory.Functions}",
        $"--ServiceBusConnection={serviceBus}",
        $"--CaseStoreConnection={tables}",
        $"--Protection:MasterKey={MasterKey.Of(directory)}",
        $"--Authentication:JsonWebKeySetPath={key.KeySetPath}",
        $"--Authentication:Issuer={TokenIssuer.Issuer}",
        $"--Authentication:Audience={TokenIssuer.Audience}",
        $"--Logging:LogLevel:Default={(options.IsVerbose ? "Information" : "Warning")}",

        // Why a start failed is told once, in one line.
        "--Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host=Critical",

        // Standard output is for what was asked for.
        "--Logging:Console:LogToStandardErrorThreshold=Trace",
        "--Logging:Console:FormatterName=simple",
        "--Logging:Console:FormatterOptions:SingleLine=true",
        .. options.PassedOn,
    ];
}
