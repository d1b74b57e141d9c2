using System.Security.Cryptography;
using Integration.Local.AppHost.Running;

namespace Integration.Local.AppHost.Keys;

/// <summary>The key that personal data is sealed under: made once, the same after every start, or the data could not be read.</summary>
internal static class MasterKey
{
    private const int Size = 32;

    /// <summary>The key of a data directory, in base64.</summary>
    public static string Of(DataDirectory directory) => PrivateFile.ReadOrCreate(
        Path.Combine(directory.Keys, "master-key"), () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Size)));
}
