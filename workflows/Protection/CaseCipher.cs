using System.Security.Cryptography;
using System.Text;

namespace Integration.Workflows.Protection;

/// <summary>
/// Personal data at rest: AES-256-GCM under a key of the case's own, derived by HKDF-SHA-256 (RFC 5869) from the master key. What is
/// sealed is bound to its case and its place, so that it opens nowhere else.
/// </summary>
public sealed class CaseCipher
{
    private const byte Version = 1;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int HeaderLength = 1 + NonceLength + TagLength;
    private static readonly byte[] KeyUse = "integration/case/v1"u8.ToArray();
    private readonly byte[] _masterKey;

    /// <param name="masterKey">32 bytes.</param>
    public CaseCipher(byte[] masterKey) => _masterKey = masterKey;

    /// <summary>Seals data: version, nonce, tag, ciphertext.</summary>
    public byte[] Seal(string caseId, string place, ReadOnlySpan<byte> data)
    {
        var sealedData = new byte[HeaderLength + data.Length];
        sealedData[0] = Version;
        var nonce = sealedData.AsSpan(1, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(Key(caseId), TagLength);
        aes.Encrypt(nonce, data, sealedData.AsSpan(HeaderLength), sealedData.AsSpan(1 + NonceLength, TagLength), Binding(caseId, place));
        return sealedData;
    }

    /// <summary>Opens what was sealed.</summary>
    /// <exception cref="CryptographicException">It was changed, or belongs to another case, place or master key.</exception>
    public byte[] Open(string caseId, string place, ReadOnlySpan<byte> sealedData)
    {
        if (sealedData.Length < HeaderLength || sealedData[0] != Version)
        {
            throw new CryptographicException("The data is not sealed in a known form.");
        }

        var data = new byte[sealedData.Length - HeaderLength];
        using var aes = new AesGcm(Key(caseId), TagLength);
        aes.Decrypt(
            sealedData.Slice(1, NonceLength), sealedData[HeaderLength..], sealedData.Slice(1 + NonceLength, TagLength),
            data, Binding(caseId, place));
        return data;
    }

    /// <summary>
    /// Tells two documents of a case apart without telling what is in them: HMAC-SHA-256 under the case's key, lower-case hex.
    /// </summary>
    public string Fingerprint(string caseId, ReadOnlySpan<byte> data) => Convert.ToHexStringLower(HMACSHA256.HashData(Key(caseId), data));

    private static byte[] Binding(string caseId, string place) => Encoding.UTF8.GetBytes($"{caseId}|{place}");

    private byte[] Key(string caseId) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _masterKey, ProtectionOptions.KeyLength, Encoding.UTF8.GetBytes(caseId), KeyUse);
}
