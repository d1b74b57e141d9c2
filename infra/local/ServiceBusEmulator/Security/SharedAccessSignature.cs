using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Integration.Local.ServiceBusEmulator.Security;

/// <summary>
/// A Service Bus token: <c>SharedAccessSignature sr=…&amp;sig=…&amp;se=…&amp;skn=…</c>. The signature is the HMAC-SHA256, under the key's
/// text, of the resource as it stands in the token and the expiry, a line feed between them.
/// </summary>
internal sealed record SharedAccessSignature(string EncodedResource, string Signature, string Expiry, string KeyName)
{
    private const string Prefix = "SharedAccessSignature ";

    /// <summary>The path in the namespace that the token is for; empty: all of it.</summary>
    public string Path => EntityPath.Of(Uri.UnescapeDataString(EncodedResource));

    public DateTimeOffset ExpiresAt => DateTimeOffset.FromUnixTimeSeconds(long.Parse(Expiry, CultureInfo.InvariantCulture));

    public static SharedAccessSignature? Parse(string token)
    {
        if (!token.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var fields = token[Prefix.Length..].Split('&')
            .Select(field => field.Split('=', 2))
            .Where(field => field.Length == 2)
            .ToLookup(field => field[0], field => field[1]);
        return fields["sr"].FirstOrDefault() is { } resource
            && fields["sig"].FirstOrDefault() is { } signature
            && fields["se"].FirstOrDefault() is { } expiry
            && long.TryParse(expiry, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            && fields["skn"].FirstOrDefault() is { } keyName
            ? new SharedAccessSignature(resource, Uri.UnescapeDataString(signature), expiry, Uri.UnescapeDataString(keyName))
            : null;
    }

    public bool IsSignedWith(string key)
    {
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{EncodedResource}\n{Expiry}"));
        var given = new byte[expected.Length];
        return Convert.TryFromBase64String(Signature, given, out var length)
            && length == expected.Length
            && CryptographicOperations.FixedTimeEquals(expected, given);
    }
}
