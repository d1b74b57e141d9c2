using System.Security.Claims;
using Integration.Local.AppHost.Keys;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Integration.Local.AppHost.Tokens;

/// <summary>Issues bearer tokens (RFC 9068) that the functions of this machine accept.</summary>
/// <param name="key">Signs them.</param>
/// <param name="time">When they are issued.</param>
internal sealed class TokenIssuer(SigningKey key, TimeProvider time)
{
    /// <summary>The claim <c>iss</c>.</summary>
    public const string Issuer = "urn:integration:local";

    /// <summary>The claim <c>aud</c>.</summary>
    public const string Audience = "integration";

    /// <summary>An agency of the catalogue, the one that takes newborn applications in.</summary>
    public const string DefaultClient = "serviceontario";

    /// <summary>A working day.</summary>
    public static readonly TimeSpan DefaultLifetime = TimeSpan.FromHours(8);

    private readonly JsonWebTokenHandler _handler = new();

    /// <summary>A token for a client in some of <see cref="TokenRoles.All"/>.</summary>
    public string Issue(string client, IEnumerable<string> roles, TimeSpan lifetime)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + lifetime,
            TokenType = "at+jwt",
            SigningCredentials = key.Credentials,
            Subject = new ClaimsIdentity(
                [new Claim("sub", client), .. roles.Select(role => new Claim("roles", role))]),
        });
    }
}
