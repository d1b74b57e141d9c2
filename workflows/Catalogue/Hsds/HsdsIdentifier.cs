using System.Security.Cryptography;
using System.Text;

namespace Integration.Workflows.Catalogue.Hsds;

/// <summary>HSDS wants UUIDs: the same name has the same one everywhere and always (RFC 9562, version 8 over SHA-256).</summary>
internal static class HsdsIdentifier
{
    /// <summary>The UUID of a thing of the catalogue.</summary>
    public static string Of(string table, string id)
    {
        Span<byte> bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{table}/{id}")).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
