using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure;
using Azure.Core;
using Azure.Messaging.ServiceBus;

namespace Integration.Local.ServiceBus.Tests.Client;

public sealed class EncryptedConnectionTests
{
    private const string Namespace = "contoso.example";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_namespace_is_reached_over_TLS_by_way_of_another_address()
    {
        await using var bus = await TestBus.StartAsync();
        using var certificate = NewCertificate();
        await using var gateway = new LoopbackProxy(bus.BrokerPort, certificate);
        await using var client = new ServiceBusClient(
            Namespace, new AzureNamedKeyCredential("RootManageSharedAccessKey", "SAS_KEY_VALUE"), OptionsOf(gateway, certificate));
        await using var sender = client.CreateSender("orders");
        await using var receiver = client.CreateReceiver("orders");

        await sender.SendMessageAsync(new ServiceBusMessage(new byte[200_000]), Ct);

        (await receiver.ReceiveMessageAsync(cancellationToken: Ct)).ShouldNotBeNull().Body.ToMemory().Length.ShouldBe(200_000);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_a_ServiceCommunicationProblem()
    {
        await using var bus = await TestBus.StartAsync();
        using var certificate = NewCertificate();
        await using var gateway = new LoopbackProxy(bus.BrokerPort, certificate);
        var options = OptionsOf(gateway, certificate);
        options.CertificateValidationCallback = null;
        await using var client = new ServiceBusClient(Namespace, new AzureNamedKeyCredential("name", "key"), options);
        await using var sender = client.CreateSender("orders");

        var exception = await Should.ThrowAsync<ServiceBusException>(() => sender.SendMessageAsync(new ServiceBusMessage(), Ct));

        exception.Reason.ShouldBe(ServiceBusFailureReason.ServiceCommunicationProblem);
    }

    /// <summary>The broker knows no identities, and says so when the token comes.</summary>
    [Fact]
    public async Task The_token_of_an_identity_is_put_to_the_broker()
    {
        await using var bus = await TestBus.StartAsync();
        using var certificate = NewCertificate();
        await using var gateway = new LoopbackProxy(bus.BrokerPort, certificate);
        await using var client = new ServiceBusClient(Namespace, new FixedCredential(), OptionsOf(gateway, certificate));
        await using var sender = client.CreateSender("orders");

        var exception = await Should.ThrowAsync<ArgumentException>(() => sender.SendMessageAsync(new ServiceBusMessage(), Ct));

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
