using Integration.Workflows.Protection;
using Microsoft.Extensions.Options;

namespace Integration.Functions.Security;

/// <summary>Says which key is missing, malformed or there twice. Never repeats a key.</summary>
internal sealed class ProtectionOptionsValidator : IValidateOptions<ProtectionOptions>
{
    private const string MasterKeys = $"{ProtectionOptions.Section}__{nameof(ProtectionOptions.MasterKeys)}__";
    private const string CurrentMasterKey = $"{ProtectionOptions.Section}__{nameof(ProtectionOptions.CurrentMasterKey)}";
    private const string PseudonymKey = $"{ProtectionOptions.Section}__{nameof(ProtectionOptions.PseudonymKey)}";
    private const string Remedy = "as 'openssl rand -base64 32' prints them";
    private const int LongestId = 32;

    public ValidateOptionsResult Validate(string? name, ProtectionOptions options)
    {
        List<string?> failures =
        [
            .. options.ListMasterKeys().Select(IdFailure),
            .. options.ListMasterKeys().Select(id => KeyFailure(MasterKeys + id, options.MasterKeys[id])),
            CurrentFailure(options),
            KeyFailure(PseudonymKey, options.PseudonymKey),
            .. TwiceFailures(options),
        ];
        var found = failures.OfType<string>().ToList();
        return found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }

    private static string? IdFailure(string id) =>
        id.Length <= LongestId && id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter)) ? null
            : $"{MasterKeys}{id} must end with an id of 1 to {LongestId} lower-case letters and digits.";

    private static string? CurrentFailure(ProtectionOptions options)
    {
        var ids = options.ListMasterKeys();
        return ids.Count == 0 ? $"Set {MasterKeys}<id>: base64 of 32 random bytes, {Remedy}."
            : options.CurrentMasterKey is not { Length: > 0 } current
                ? ids.Count == 1 ? null : $"Set {CurrentMasterKey} to the id of one of the master keys: {string.Join(", ", ids)}."
            : ids.Contains(current, StringComparer.Ordinal) ? null
            : $"{CurrentMasterKey} is '{current}', which {MasterKeys}{current} does not give: there are {string.Join(", ", ids)}.";
    }

    private static string? KeyFailure(string setting, string value) =>
        ProtectionOptions.Decode(value) is not null ? null
        : value.StartsWith("@Microsoft.KeyVault", StringComparison.OrdinalIgnoreCase)
            ? $"{setting} is a Key Vault reference that Azure has not resolved: "
                + "check its address, and that the app's identity may read secrets."
        : $"{setting} must be base64 of 32 random bytes, {Remedy}.";

    private static IEnumerable<string> TwiceFailures(ProtectionOptions options) => options.ListMasterKeys()
        .Select(id => (Setting: MasterKeys + id, Value: options.MasterKeys[id]))
        .Append((Setting: PseudonymKey, Value: options.PseudonymKey))
        .Where(one => ProtectionOptions.Decode(one.Value) is not null)
        .GroupBy(one => one.Value, one => one.Setting)
        .Where(same => same.Count() > 1)
        .Select(same => $"{string.Join(" and ", same)} are the same key: each must be one of its own.");
}
