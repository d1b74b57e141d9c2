namespace Integration.Workflows.Protection;

/// <summary>Section <c>Protection</c>.</summary>
public sealed class ProtectionOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Protection";

    /// <summary>Length of the master key, in bytes.</summary>
    public const int KeyLength = 32;

    /// <summary>Base64 of 32 random bytes, from which every other key is derived. Required; there is no default.</summary>
    public string MasterKey { get; set; } = "";

    /// <summary>The key itself, or null when the setting is not base64 of 32 bytes.</summary>
    public byte[]? DecodeMasterKey()
    {
        var key = new byte[KeyLength + 1];
        return Convert.TryFromBase64String(MasterKey, key, out var written) && written == KeyLength ? key[..KeyLength] : null;
    }
}
