using Integration.Local.AppHost.Keys;
using Integration.Local.AppHost.Tokens;

namespace Integration.Local.AppHost.Running;

/// <summary>What the application is told.</summary>
internal static class FunctionsSettings
{
    /// <summary>Settings by their names; those that are passed on win.</summary>
    public static IReadOnlyDictionary<string, string> Of(
        AppHostOptions options, DataDirectory directory, SigningKey key, string tables, string serviceBus)
    {
        var protection = ProtectionKeys.Of(directory);
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["ServiceBusConnection"] = serviceBus,
            ["CaseStoreConnection"] = tables,
            [$"Protection:MasterKeys:{ProtectionKeys.MasterKeyId}"] = protection.MasterKey,
            ["Protection:CurrentMasterKey"] = ProtectionKeys.MasterKeyId,
            ["Protection:PseudonymKey"] = protection.PseudonymKey,
            ["Authentication:JsonWebKeySetPath"] = key.KeySetPath,
            ["Authentication:Issuer"] = TokenIssuer.Issuer,
            ["Authentication:Audience"] = TokenIssuer.Audience,
        };
        foreach (var (name, value) in options.PassedOn)
        {
            settings[name] = value;
        }

        return settings;
    }
}
