using System.Globalization;
using Azure;

namespace Integration.Local.ServiceBus.Security;

/// <summary>Passes on a shared access signature that was made elsewhere.</summary>
internal sealed class GivenSignature(AzureSasCredential credential) : ITokenSource
{
    private const string Expiry = "se=";

    public ValueTask<Token> GetAsync(string audience, CancellationToken ct)
    {
        var signature = credential.Signature;
        return ValueTask.FromResult(new Token(Token.SharedAccess, signature, ExpiryOf(signature)));
    }

    /// <summary>When a signature expires; far off if it does not say.</summary>
    public static DateTimeOffset ExpiryOf(string signature)
    {
        var expiry = signature.Split('&', ' ').FirstOrDefault(field => field.StartsWith(Expiry, StringComparison.Ordinal));
        return long.TryParse(expiry?[Expiry.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
                ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                : DateTimeOffset.MaxValue;
    }
}
