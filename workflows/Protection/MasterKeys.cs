using System.Security.Cryptography;
using System.Text;

namespace Integration.Workflows.Protection;

/// <summary>
/// The master keys, by their ids. They open nothing but the keys of cases: each case has a random one of its own, which is kept with it,
/// sealed under the master key that was the current one then. So a master key is replaced by sealing keys again; what they protect stays
/// as it is.
/// </summary>
public sealed class MasterKeys
{
    private static readonly byte[] KeyUse = "integration/case-key/v1"u8.ToArray();
    private readonly IReadOnlyDictionary<string, byte[]> _keys;

    /// <param name="keys">32 bytes each.</param>
    /// <param name="current">The id of the one that new keys are sealed under.</param>
    public MasterKeys(IReadOnlyDictionary<string, byte[]> keys, string current)
    {
        ArgumentNullException.ThrowIfNull(keys);
        _keys = keys;
        Current = keys.ContainsKey(current) ? current : throw new ArgumentException($"There is no master key '{current}'.");
    }

    /// <summary>The id of the one that new keys are sealed under.</summary>
    public string Current { get; }

    /// <summary>A key for a new case.</summary>
    public WrappedKey NewKey(string caseId) => Wrap(caseId, RandomNumberGenerator.GetBytes(ProtectionOptions.KeyLength));

    /// <summary>What seals and opens the data of a case.</summary>
    /// <exception cref="MissingMasterKeyException">There is no such master key here.</exception>
    /// <exception cref="CryptographicException">The key was changed, or belongs to another case or master key.</exception>
    public CaseCipher Open(string caseId, WrappedKey key) => new(caseId, Unwrap(caseId, key));

    /// <summary>The same key of a case, sealed under the current master key.</summary>
    /// <exception cref="MissingMasterKeyException">There is no such master key here.</exception>
    /// <exception cref="CryptographicException">The key was changed, or belongs to another case or master key.</exception>
    public WrappedKey Rewrap(string caseId, WrappedKey key) => Wrap(caseId, Unwrap(caseId, key));

    private WrappedKey Wrap(string caseId, byte[] key) =>
        new(Current, Convert.ToBase64String(Wrapping(caseId, Current).Seal(PlaceOf(Current), key)));

    private byte[] Unwrap(string caseId, WrappedKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var sealedKey = new byte[key.Sealed.Length];
        return Convert.TryFromBase64String(key.Sealed, sealedKey, out var length)
            ? Wrapping(caseId, key.MasterKey).Open(PlaceOf(key.MasterKey), sealedKey.AsSpan(0, length))
            : throw new CryptographicException($"The key of case {caseId} is not base64.");
    }

    private static string PlaceOf(string masterKey) => $"key|{masterKey}";

    // Derived for the case, so that however many keys a master key seals, no two are sealed under the same key.
    private CaseCipher Wrapping(string caseId, string id) => _keys.GetValueOrDefault(id) is { } masterKey
        ? new(caseId, HKDF.DeriveKey(
            HashAlgorithmName.SHA256, masterKey, ProtectionOptions.KeyLength, Encoding.UTF8.GetBytes(caseId), KeyUse))
        : throw new MissingMasterKeyException(caseId, id);
}
