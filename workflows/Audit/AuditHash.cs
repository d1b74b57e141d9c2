using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Integration.Workflows.Audit;

/// <summary>
/// SHA-256, lower-case hex, over parts that go in with their length: no two different lists of parts have the same bytes.
/// </summary>
internal static class AuditHash
{
    /// <summary>The hash of parts in their order.</summary>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var length = new byte[4];
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Whether a text has the form of a hash.</summary>
    public static bool IsWellFormed(string? text) =>
        text is { Length: 64 } && text.All(letter => letter is (>= '0' and <= '9') or (>= 'a' and <= 'f'));
}
