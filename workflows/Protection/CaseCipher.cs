using System.Security.Cryptography;
using System.Text;

namespace Integration.Workflows.Protection;

/// <summary>
/// Personal data of one case at rest: AES-256-GCM under the case's own key. What is sealed is bound to its case and its place, so that it
/// opens nowhere else.
/// </summary>
public sealed class CaseCipher
{
    private const byte Version = 1;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int HeaderLength = 1 + NonceLength + TagLength;
    private readonly string _caseId;
    private readonly byte[] _key;

    /// <param name="caseId">The case.</param>
    /// <param name="key">32 bytes.</param>
    internal CaseCipher(string caseId, byte[] key) => (_caseId, _key) = (caseId, key);

    /// <summary>Seals data: version, nonce, tag, ciphertext.</summary>
    public byte[] Seal(string place, ReadOnlySpan<byte> data)
    {
        var sealedData = new byte[HeaderLength + data.Length];
        sealedData[0] = Version;
        var nonce = sealedData.AsSpan(1, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_key, TagLength);
        aes.Encrypt(nonce, data, sealedData.AsSpan(HeaderLength), sealedData.AsSpan(1 + NonceLength, TagLength), Binding(place));
        return sealedData;
    }

    /// <summary>Opens what was sealed.</summary>
    /// <exception cref="CryptographicException">It was changed, or belongs to another case or place.</exception>
    public byte[] Open(string place, ReadOnlySpan<byte> sealedData)
    {
        if (sealedData.Length < HeaderLength || sealedData[0] != Version)
        {
            throw new CryptographicException("The data is not sealed in a known form.");
        }

        var data = new byte[sealedData.Length - HeaderLength];
        using var aes = new AesGcm(_key, TagLength);
        aes.Decrypt(
            sealedData.Slice(1, NonceLength), sealedData[HeaderLength..], sealedData.Slice(1 + NonceLength, TagLength),
            data, Binding(place));
        return data;
    }

    /// <summary>
    /// Tells two documents of a case apart without telling what is in them: HMAC-SHA-256 under the case's key, lower-case hex.
    /// </summary>
    public string Fingerprint(ReadOnlySpan<byte> data) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, data));

    private byte[] Binding(string place) => Encoding.UTF8.GetBytes($"{_caseId}|{place}");
}
