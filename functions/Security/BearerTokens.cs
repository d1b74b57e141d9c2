using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Integration.Functions.Security;

/// <summary>Reads bearer tokens (RFC 9068, JWT): issuer, audience, lifetime, signature and algorithm must all hold.</summary>
public sealed class BearerTokens
{
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly TokenValidationParameters _parameters;
    private readonly TimeProvider _time;

    /// <param name="options">Whose tokens are accepted.</param>
    /// <param name="time">What time it is.</param>
    public BearerTokens(IOptions<AuthenticationOptions> options, TimeProvider time)
    {
        _time = time;
        var settings = options.Value;
        _parameters = new TokenValidationParameters
        {
            ValidAudience = settings.Audience,
            ValidIssuer = string.IsNullOrEmpty(settings.Issuer) ? null : settings.Issuer,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256],
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            LifetimeValidator = IsAlive,
        };
        if (string.IsNullOrEmpty(settings.JsonWebKeySetPath))
        {
            _parameters.ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
                settings.Authority!.TrimEnd('/') + "/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever());
        }
        else
        {
            _parameters.IssuerSigningKeys = new JsonWebKeySet(File.ReadAllText(settings.JsonWebKeySetPath)).GetSigningKeys();
        }
    }

    /// <summary>Who calls, or null when the token does not hold.</summary>
    public async Task<Caller?> ReadAsync(string token)
    {
        var result = await _handler.ValidateTokenAsync(token, _parameters).ConfigureAwait(false);
        if (!result.IsValid || result.SecurityToken is not JsonWebToken { Subject: { Length: > 0 } client } jwt)
        {
            return null;
        }

        var roles = jwt.Claims.Where(claim => claim.Type == "roles").Select(claim => claim.Value);
        return new(client, Enum.GetValues<Role>().Where(role => roles.Contains(NameOf(role))).ToHashSet());
    }

    /// <summary>A role's name in the claim <c>roles</c>.</summary>
    public static string NameOf(Role role) => role switch
    {
        Role.Agency => "agency",
        Role.ServiceCentre => "service-centre",
        _ => "operator",
    };

    private bool IsAlive(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        return expires is { } end && end > now - TimeSpan.FromMinutes(1)
            && (notBefore is not { } start || start <= now + TimeSpan.FromMinutes(1));
    }
}
