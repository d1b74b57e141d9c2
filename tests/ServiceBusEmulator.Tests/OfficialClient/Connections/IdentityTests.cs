using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using Azure.Messaging.ServiceBus;

namespace Integration.Local.ServiceBusEmulator.Tests.OfficialClient.Connections;

public sealed class IdentityTests
{
    private const string Namespace = "contoso.example";

    [Fact]
    public async Task The_token_of_an_identity_is_refused_with_what_the_broker_takes()
    {
        await using var bus = await TestBus.StartAsync();
        using var certificate = NewCertificate();
        await using var gateway = new LoopbackProxy(bus.BrokerPort, certificate);
        await using var client = new ServiceBusClient(Namespace, new FixedCredential(), OptionsOf(gateway, certificate));
        await using var sender = client.CreateSender("orders");

        var exception = await Should.ThrowAsync<UnauthorizedAccessException>(
            () => sender.SendMessageAsync(new ServiceBusMessage(), bus.Ct));

        exception.Message.ShouldContain("only tokens of type servicebus.windows.net:sastoken");
    }

    private static ServiceBusClientOptions OptionsOf(LoopbackProxy gateway, X509Certificate2 trusted) => new()
    {
        CustomEndpointAddress = new Uri($"sb://127.0.0.1:{gateway.Port}"),
        CertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == trusted.GetCertHashString(),
        RetryOptions = new ServiceBusRetryOptions { MaxRetries = 0 },
    };

    private static X509Certificate2 NewCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={Namespace}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
    }

    private sealed class FixedCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new("token", DateTimeOffset.UnixEpoch.AddYears(200));

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
