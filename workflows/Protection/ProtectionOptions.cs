namespace Integration.Workflows.Protection;

/// <summary>Section <c>Protection</c>. Each key is base64 of 32 random bytes, and no two are the same.</summary>
public sealed class ProtectionOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Protection";

    /// <summary>Length of a key, in bytes.</summary>
    public const int KeyLength = 32;

    /// <summary>
    /// The master keys by their ids, which are 1 to 32 lower-case letters and digits. At least one is required; there is no default. An
    /// empty one counts as not there.
    /// </summary>
    public Dictionary<string, string> MasterKeys { get; } = [];

    /// <summary>The id of the master key that the keys of new cases are sealed under. Default is the only one there is.</summary>
    public string? CurrentMasterKey { get; set; }

    /// <summary>
    /// The key that pseudonyms are made with. Required; there is no default. It can never change: every participant would know every
    /// person by another name.
    /// </summary>
    public string PseudonymKey { get; set; } = "";

    /// <summary>The ids of the master keys that are there.</summary>
    public IReadOnlyList<string> ListMasterKeys() => [.. MasterKeys.Where(key => key.Value is { Length: > 0 }).Select(key => key.Key)];

    /// <summary>A key, or null when the setting is not base64 of 32 bytes.</summary>
    public static byte[]? Decode(string setting)
    {
        var key = new byte[KeyLength + 1];
        return Convert.TryFromBase64String(setting, key, out var written) && written == KeyLength ? key[..KeyLength] : null;
    }

    /// <summary>The master keys. Call it on valid options.</summary>
    public MasterKeys DecodeMasterKeys() => new(
        ListMasterKeys().ToDictionary(id => id, id => Decode(MasterKeys[id])!),
        CurrentMasterKey is { Length: > 0 } current ? current : ListMasterKeys().Single());
}
