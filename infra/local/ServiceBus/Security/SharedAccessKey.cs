using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;

namespace Integration.Local.ServiceBus.Security;

/// <summary>Signs its own tokens with a shared access key. A key that is changed meanwhile counts from the next token on.</summary>
internal sealed class SharedAccessKey(AzureNamedKeyCredential credential, TimeProvider time) : ITokenSource
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    public ValueTask<Token> GetAsync(string audience, CancellationToken ct)
    {
        var expiresAt = time.GetUtcNow() + Lifetime;
        var (name, key) = credential;
        return ValueTask.FromResult(new Token(Token.SharedAccess, Sign(audience, expiresAt, name, key), expiresAt));
    }

    /// <summary>
    /// The signature is the HMAC-SHA256, under the key's text, of the encoded resource and the expiry in Unix seconds, a line feed between
    /// them.
    /// </summary>
    public static string Sign(string audience, DateTimeOffset expiresAt, string name, string key)
    {
        var resource = Uri.EscapeDataString(audience.ToLowerInvariant());
        var expiry = expiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{resource}\n{expiry}"));
        return $"SharedAccessSignature sr={resource}&sig={Uri.EscapeDataString(Convert.ToBase64String(signature))}"
            + $"&se={expiry}&skn={Uri.EscapeDataString(name)}";
    }
}
