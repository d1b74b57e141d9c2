using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Core;
using Integration.Local.ServiceBus.Security;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Local.ServiceBus.Tests.Security;

public sealed class SharedAccessKeyTests
{
    private static readonly DateTimeOffset _now = DateTimeOffset.UnixEpoch.AddYears(60);

    public static string NewSignature(string audience) =>
        SharedAccessKey.Sign(audience, DateTimeOffset.UnixEpoch.AddYears(1000), "RootManageSharedAccessKey", "SAS_KEY_VALUE");

    [Fact]
    public void A_signature_is_the_hmac_of_the_encoded_resource_and_the_expiry()
    {
        var signature = SharedAccessKey.Sign("amqps://Contoso/Orders", DateTimeOffset.UnixEpoch.AddSeconds(1234), "the key", "secret");

        var resource = "amqps%3A%2F%2Fcontoso%2Forders";
        var hash = Convert.ToBase64String(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes("secret"), Encoding.UTF8.GetBytes(resource + "\n1234")));
        signature.ShouldBe($"SharedAccessSignature sr={resource}&sig={Uri.EscapeDataString(hash)}&se=1234&skn=the%20key");
    }

    [Fact]
    public async Task A_key_that_is_changed_counts_from_the_next_token_on()
    {
        var credential = new AzureNamedKeyCredential("name", "old");
        var key = new SharedAccessKey(credential, new FakeTimeProvider(_now));
        var before = await key.GetAsync("amqps://contoso/orders", TestContext.Current.CancellationToken);

        credential.Update("name", "new");

        var after = await key.GetAsync("amqps://contoso/orders", TestContext.Current.CancellationToken);
        after.Value.ShouldNotBe(before.Value);
        (after.Type, after.ExpiresAt).ShouldBe((Token.SharedAccess, _now.AddMinutes(30)));
    }

    [Fact]
    public void A_given_signature_says_itself_when_it_expires()
    {
        GivenSignature.ExpiryOf("SharedAccessSignature sr=a&sig=b&se=1234&skn=c").ShouldBe(DateTimeOffset.UnixEpoch.AddSeconds(1234));
        GivenSignature.ExpiryOf("SharedAccessSignature se=1234&sr=a").ShouldBe(DateTimeOffset.UnixEpoch.AddSeconds(1234));
        GivenSignature.ExpiryOf("anything").ShouldBe(DateTimeOffset.MaxValue);
    }

    [Fact]
    public async Task An_identity_is_asked_for_the_scope_of_the_service()
    {
        var credential = new AskedCredential();

        var token = await new EntraIdentity(credential).GetAsync("amqps://contoso/orders", TestContext.Current.CancellationToken);

        credential.Scopes.ShouldBe(["https://servicebus.azure.net/.default"]);
        (token.Type, token.Value, token.ExpiresAt).ShouldBe(("jwt", "the token", _now));
    }

    [Theory]
    [InlineData(3600, 3300)]
    [InlineData(1800, 1500)]
    [InlineData(360, 240)]
    [InlineData(3, 5)]
    [InlineData(-60, 5)]
    public void A_token_is_renewed_5_minutes_or_a_third_of_its_life_before_its_end_but_never_in_a_rush(int life, int after) =>
        new Token("", "", _now.AddSeconds(life)).RenewAfter(_now).ShouldBe(TimeSpan.FromSeconds(after));

    [Fact]
    public void A_token_does_not_print_its_value() => new Token("jwt", "secret", _now).ToString().ShouldNotContain("secret");

    private sealed class AskedCredential : TokenCredential
    {
        public string[] Scopes { get; private set; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes = requestContext.Scopes;
            return new AccessToken("the token", _now);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
