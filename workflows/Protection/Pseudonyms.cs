using System.Security.Cryptography;
using System.Text;

namespace Integration.Workflows.Protection;

/// <summary>
/// Pairwise pseudonyms: the participants of one sector know a person by one name, no two sectors by the same, and nobody without
/// the key can tell which belong together. HMAC-SHA-256 under a key derived for the sector.
/// </summary>
public sealed class Pseudonyms
{
    private static readonly byte[] KeyUse = "integration/pseudonym/v1"u8.ToArray();
    private readonly byte[] _key;

    /// <param name="key">32 bytes, the same for ever.</param>
    public Pseudonyms(byte[] key) => _key = key;

    /// <summary>How a sector knows a person: 52 characters of <c>a–z</c> and <c>2–7</c>.</summary>
    /// <param name="sector">The participant's sector.</param>
    /// <param name="person">What identifies the person here; never leaves.</param>
    public string Of(string sector, string person)
    {
        var keyOfSector = HKDF.DeriveKey(
            HashAlgorithmName.SHA256, _key, ProtectionOptions.KeyLength, Encoding.UTF8.GetBytes(sector), KeyUse);
        return Base32.Encode(HMACSHA256.HashData(keyOfSector, Encoding.UTF8.GetBytes(person)));
    }
}
