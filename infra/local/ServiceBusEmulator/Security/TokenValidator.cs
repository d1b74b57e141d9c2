namespace Integration.Local.ServiceBusEmulator.Security;

/// <summary>Decides what a token entitles to.</summary>
internal sealed class TokenValidator(string keyName, string key, TimeProvider time)
{
    /// <summary>The claim that a token put for an audience gives; or why it gives none.</summary>
    public (Claim? Claim, string? Refusal) Validate(string token, string audience)
    {
        if (SharedAccessSignature.Parse(token) is not { } signature)
        {
            return (null, "the token is not a shared access signature");
        }

        var path = EntityPath.Of(audience);
        return signature switch
        {
            _ when signature.KeyName != keyName => (null, $"there is no key '{signature.KeyName}'"),
            _ when !signature.IsSignedWith(key) => (null, "the signature of the token is wrong"),
            _ when signature.ExpiresAt <= time.GetUtcNow() => (null, "the token has expired"),
            _ when !EntityPath.Covers(signature.Path, path) => (null, $"the token for '{signature.Path}' does not cover '{path}'"),
            _ => (new Claim(path, signature.ExpiresAt), null),
        };
    }
}
