using System.Security.Cryptography;
using Integration.Local.AppHost.Running;

namespace Integration.Local.AppHost.Keys;

/// <summary>The keys that protect personal data: made once, the same after every start, or the data could not be read.</summary>
/// <param name="MasterKey">The master key <see cref="MasterKeyId"/>, base64.</param>
/// <param name="PseudonymKey">The key of pseudonyms, base64.</param>
internal sealed record ProtectionKeys(string MasterKey, string PseudonymKey)
{
    /// <summary>The id of the master key that is made here. Others can be passed on beside it.</summary>
    public const string MasterKeyId = "first";

    private const int Size = 32;

    /// <summary>The keys of a data directory.</summary>
    public static ProtectionKeys Of(DataDirectory directory) =>
        new(Key(directory, $"master-key-{MasterKeyId}"), Key(directory, "pseudonym-key"));

    private static string Key(DataDirectory directory, string file) => PrivateFile.ReadOrCreate(
        Path.Combine(directory.Keys, file), () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Size)));
}
