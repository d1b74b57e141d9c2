using Azure;
using Azure.Core;
using Azure.Messaging.ServiceBus;
using Integration.Local.ServiceBus.Client;

namespace Integration.Local.ServiceBus.Tests.Client;

public sealed class ClientTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_opened_before_it_is_needed_and_one_connection_serves_all()
    {
        await using var bus = await TestBus.StartAsync();
        await using var sender = bus.Client.CreateSender("orders");
        await using var receiver = bus.Client.CreateReceiver("orders");
        await using var other = bus.Client.CreateReceiver("invoices");
        bus.Connections.ShouldBe(0);

        await Task.WhenAll(
            sender.SendMessageAsync(new ServiceBusMessage(), Ct),
            receiver.ReceiveMessageAsync(cancellationToken: Ct),
            other.PeekMessageAsync(cancellationToken: Ct));

        bus.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task A_wrong_key_is_an_UnauthorizedAccessException()
    {
        await using var bus = await TestBus.StartAsync();
        await using var client = new ServiceBusClient(bus.ConnectionString.Replace("SAS_KEY_VALUE", "wrong", StringComparison.Ordinal));
        await using var sender = client.CreateSender("orders");

        await Should.ThrowAsync<UnauthorizedAccessException>(() => sender.SendMessageAsync(new ServiceBusMessage(), Ct));
    }

    [Fact]
    public async Task A_token_is_renewed_before_it_expires()
    {
        var time = new WatchedTime();
        await using var bus = await TestBus.StartAsync(time);
        await using var sender = bus.Client.CreateSender("orders");
        await sender.SendMessageAsync(new ServiceBusMessage(), Ct);

        await time.PassAsync(TimeSpan.FromMinutes(25));
        await time.PassAsync(TimeSpan.FromMinutes(25));

        await using var receiver = bus.Client.CreateReceiver("orders");
        (await receiver.ReceiveMessageAsync(cancellationToken: Ct)).ShouldNotBeNull();
        bus.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task A_signature_made_elsewhere_serves_as_well_as_a_key()
    {
        await using var bus = await TestBus.StartAsync();
        var signature = Security.SharedAccessKeyTests.NewSignature("amqp://127.0.0.1/orders");
        var parts = ServiceBusConnectionStringProperties.Parse(bus.ConnectionString);
        await using var client = new ServiceBusClient(
            $"Endpoint={parts.Endpoint};SharedAccessSignature={signature};UseDevelopmentEmulator=true");
        await using var sender = client.CreateSender("orders");

        await sender.SendMessageAsync(new ServiceBusMessage(), Ct);
    }

    [Fact]
    public async Task A_connection_string_for_one_entity_serves_no_other()
    {
        await using var bus = await TestBus.StartAsync();
        await using var client = new ServiceBusClient(bus.ConnectionString + ";EntityPath=news");

        await using var sender = client.CreateSender("news");
        await using var receiver = client.CreateReceiver("news", "all");

        Should.Throw<ArgumentException>(() => client.CreateSender("orders")).Message.ShouldContain("'news'");
    }

    [Fact]
    public async Task A_closed_client_makes_nothing_and_what_it_made_does_nothing()
    {
        await using var bus = await TestBus.StartAsync();
        var client = bus.NewClient();
        var sender = client.CreateSender("orders");
        await sender.SendMessageAsync(new ServiceBusMessage(), Ct);

        await client.DisposeAsync();
        await client.DisposeAsync();

        client.IsClosed.ShouldBeTrue();
        Should.Throw<ObjectDisposedException>(() => client.CreateSender("orders"));
        await Should.ThrowAsync<ObjectDisposedException>(() => sender.SendMessageAsync(new ServiceBusMessage(), Ct));
    }

    [Fact]
    public async Task Clients_are_made_for_every_kind_of_credential()
    {
        const string Name = "contoso.servicebus.windows.net";
        await using var key = new ServiceBusClient(Name, new AzureNamedKeyCredential("name", "key"));
        await using var signature = new ServiceBusClient(Name, new AzureSasCredential("SharedAccessSignature sr=x"));
        await using var identity = new ServiceBusClient(Name, new FixedCredential(), new ServiceBusClientOptions { Identifier = "me" });

        new[] { key, signature, identity }.ShouldAllBe(client => client.FullyQualifiedNamespace == Name);
        identity.Identifier.ShouldBe("me");
        Should.Throw<ArgumentException>(() => new ServiceBusClient("sb://contoso/", new FixedCredential()));
    }

    [Fact]
    public void Endpoints_are_encrypted_unless_they_are_of_the_emulator()
    {
        BrokerEndpoint.Of("contoso", -1, emulator: false, null).ShouldBe(new BrokerEndpoint("contoso", "contoso", 5671, true));
        BrokerEndpoint.Of("localhost", -1, emulator: true, null).ShouldBe(new BrokerEndpoint("localhost", "localhost", 5672, false));
        BrokerEndpoint.Of("localhost", 7, emulator: true, null).ShouldBe(new BrokerEndpoint("localhost", "localhost", 7, false));
        BrokerEndpoint.Of("contoso", -1, emulator: false, new Uri("sb://gateway:99"))
            .ShouldBe(new BrokerEndpoint("contoso", "gateway", 99, true));
        BrokerEndpoint.Of("contoso", -1, emulator: false, null).Audience("orders").ShouldBe("amqps://contoso/orders");
    }

    private sealed class FixedCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new("token", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
