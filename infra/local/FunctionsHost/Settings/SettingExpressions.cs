using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Integration.Local.FunctionsHost.Settings;

/// <summary>Resolves <c>%name%</c> in a binding by the setting of that name.</summary>
internal sealed partial class SettingExpressions(IConfiguration configuration)
{
    /// <returns>The text with its settings filled in; null where one is missing, and its name in <paramref name="missing"/>.</returns>
    public string? Resolve(string text, out string? missing)
    {
        string? unknown = null;
        var resolved = Expression().Replace(text, match =>
        {
            var name = match.Groups[1].Value;
            var value = configuration[name];
            unknown ??= value is null ? name : null;
            return value ?? string.Empty;
        });
        missing = unknown;
        return unknown is null ? resolved : null;
    }

    [GeneratedRegex("%([^%]+)%", RegexOptions.CultureInvariant)]
    private static partial Regex Expression();
}
