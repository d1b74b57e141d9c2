namespace Integration.Functions.Security;

/// <summary>Section <c>Authentication</c>: whose tokens are accepted. One of authority and key set is needed.</summary>
public sealed class AuthenticationOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Authentication";

    /// <summary>OpenID Connect issuer whose published keys sign tokens; https. No default.</summary>
    public string? Authority { get; set; }

    /// <summary>File with a JSON Web Key Set, for development. No default.</summary>
    public string? JsonWebKeySetPath { get; set; }

    /// <summary>The claim <c>aud</c>. Default <c>integration</c>.</summary>
    public string Audience { get; set; } = "integration";

    /// <summary>The claim <c>iss</c>; the authority's own when empty. Needed with a key set.</summary>
    public string? Issuer { get; set; }
}
