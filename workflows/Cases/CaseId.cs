using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Integration.Workflows.Protection;

namespace Integration.Workflows.Cases;

/// <summary>
/// A case's id follows from who asked for which service under which idempotency key, so that asking twice is asking once.
/// </summary>
public static class CaseId
{
    /// <summary>26 characters of <c>a–z</c> and <c>2–7</c> after a <c>c</c>: safe in a URL, a table key and a session id.</summary>
    public const int Length = 27;

    /// <summary>The id of a client's case; keys of different clients or services never meet.</summary>
    public static string From(string client, string service, string idempotencyKey)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var part in new[] { client, service, idempotencyKey })
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return "c" + Base32.Encode(hash.GetHashAndReset().AsSpan(0, 16));
    }

    /// <summary>Whether a text has the form of a case id.</summary>
    public static bool IsWellFormed(string? text) =>
        text is { Length: Length } && text[0] == 'c' && text.All(letter => letter is (>= 'a' and <= 'z') or (>= '2' and <= '7'));
}
