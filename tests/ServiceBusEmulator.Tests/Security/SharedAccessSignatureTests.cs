using System.Security.Cryptography;
using System.Text;
using Integration.Local.ServiceBusEmulator.Security;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Local.ServiceBusEmulator.Tests.Security;

public sealed class SharedAccessSignatureTests
{
    private const string Key = "SAS_KEY_VALUE";
    private const string KeyName = "RootManageSharedAccessKey";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("sb://localhost:5672/q1", "sb://localhost:5672/q1", "q1")]
    [InlineData("amqps://localhost/", "amqp://localhost/q1/$management", "q1/$management")]
    [InlineData("sb://localhost/q1", "sb://localhost/Q1/$DeadLetterQueue", "Q1/$DeadLetterQueue")]
    [InlineData("sb://localhost", "sb://localhost", "")]
    public void A_token_covers_its_resource_and_what_lies_below(string resource, string audience, string path) =>
        Validate(Token(resource), audience).ShouldBe((new Claim(path, _time.GetUtcNow().AddHours(1)), null));

    [Theory]
    [InlineData("sb://localhost/q1", "sb://localhost/q2")]
    [InlineData("sb://localhost/q1", "sb://localhost/q10")]
    [InlineData("sb://localhost/q1", "sb://localhost/")]
    public void A_token_does_not_cover_anything_else(string resource, string audience) => Refused(Token(resource), audience);

    [Fact]
    public void A_token_signed_with_another_key_is_refused() => Refused(Token("sb://localhost", key: "other"));

    [Fact]
    public void A_token_of_another_key_name_is_refused() => Refused(Token("sb://localhost", keyName: "other"));

    [Fact]
    public void A_token_is_refused_once_it_has_expired()
    {
        var token = Token("sb://localhost");
        _time.Advance(TimeSpan.FromHours(1));
        Refused(token);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer eyJhbGciOi")]
    [InlineData("SharedAccessSignature sr=sb%3a%2f%2flocalhost&sig=&se=later&skn=RootManageSharedAccessKey")]
    [InlineData("SharedAccessSignature sr=sb%3a%2f%2flocalhost&sig=%%%&se=99999999999&skn=RootManageSharedAccessKey")]
    [InlineData("SharedAccessSignature sr=sb%3a%2f%2flocalhost&sig=&se=9999999999999999999&skn=RootManageSharedAccessKey")]
    public void Anything_else_is_refused(string token) => Refused(token);

    private void Refused(string token, string audience = "sb://localhost/q1")
    {
        var (claim, refusal) = Validate(token, audience);
        claim.ShouldBeNull();
        refusal.ShouldNotBeNullOrWhiteSpace();
    }

    private (Claim? Claim, string? Refusal) Validate(string token, string audience) =>
        new TokenValidator(KeyName, Key, _time).Validate(token, audience);

    private string Token(string resource, string key = Key, string keyName = KeyName)
    {
        var encoded = Uri.EscapeDataString(resource);
        var expiry = _time.GetUtcNow().AddHours(1).ToUnixTimeSeconds();
        var signature = Convert.ToBase64String(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{encoded}\n{expiry}")));
        return $"SharedAccessSignature sr={encoded}&sig={Uri.EscapeDataString(signature)}&se={expiry}&skn={keyName}";
    }
}
