using System.Security.Claims;
using System.Security.Cryptography;
using Integration.Functions.Security;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Integration.Functions.Tests.Security;

public sealed class BearerTokensTests : IDisposable
{
    private const string Issuer = "https://issuer.example";
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private readonly TokenKey _key = new();
    private readonly BearerTokens _reader;

    public BearerTokensTests() => _reader = new BearerTokens(
        Options.Create(new AuthenticationOptions { JsonWebKeySetPath = _key.KeySetPath, Issuer = Issuer }), new FakeTimeProvider(Now));

    [Fact]
    public async Task A_token_says_who_calls_and_in_which_roles()
    {
        var caller = (await _reader.ReadAsync(Token())).ShouldNotBeNull();

        caller.ClientId.ShouldBe("portal");
        caller.Roles.ShouldBe([Role.Agency]);
    }

    [Theory]
    [InlineData("audience")]
    [InlineData("issuer")]
    [InlineData("expired")]
    [InlineData("not yet")]
    [InlineData("key")]
    [InlineData("algorithm")]
    [InlineData("subject")]
    public async Task A_token_that_does_not_hold_lets_nobody_in(string wrong) => (await _reader.ReadAsync(Token(wrong))).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJzdWIiOiJwb3J0YWwifQ.")]
    public async Task What_is_no_signed_token_lets_nobody_in(string token) => (await _reader.ReadAsync(token)).ShouldBeNull();

    public void Dispose() => _key.Dispose();

    private string Token(string wrong = "")
    {
        using var other = RSA.Create(2048);
        var key = wrong == "key" ? TokenKey.Of(other) : _key.Private;
        var start = wrong == "not yet" ? Now.AddHours(1) : Now.AddHours(-2);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = wrong == "issuer" ? "https://other.example" : Issuer,
            Audience = wrong == "audience" ? "other" : "integration",
            NotBefore = start.UtcDateTime,
            IssuedAt = start.UtcDateTime,
            Expires = (wrong == "expired" ? Now.AddHours(-1) : Now.AddHours(2)).UtcDateTime,
            Subject = new ClaimsIdentity(wrong == "subject"
                ? []
                : [new Claim("sub", "portal"), new Claim("roles", "agency"), new Claim("roles", "king")]),
            SigningCredentials = new SigningCredentials(
                key, wrong == "algorithm" ? SecurityAlgorithms.RsaSha512 : SecurityAlgorithms.RsaSha256),
        });
    }
}
