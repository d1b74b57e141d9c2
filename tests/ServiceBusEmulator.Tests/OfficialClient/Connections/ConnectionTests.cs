using System.Security.Cryptography;
using System.Text;
using Azure.Messaging.ServiceBus;

namespace Integration.Local.ServiceBusEmulator.Tests.OfficialClient.Connections;

public sealed class ConnectionTests
{
    [Fact]
    public async Task One_connection_serves_senders_receivers_and_peeks()
    {
        await using var bus = await TestBus.StartAsync();
        await using var sender = bus.Client.CreateSender("orders");
        await using var receiver = bus.Client.CreateReceiver("orders");
        await using var other = bus.Client.CreateReceiver("invoices");

        await Task.WhenAll(
            sender.SendMessageAsync(new ServiceBusMessage(), bus.Ct),
            receiver.ReceiveMessageAsync(cancellationToken: bus.Ct),
            other.PeekMessageAsync(cancellationToken: bus.Ct));

        bus.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task Five_hundred_links_of_one_connection_all_serve()
    {
        await using var bus = await TestBus.StartAsync();
        var senders = Enumerable.Range(0, 500).Select(_ => bus.Client.CreateSender("orders")).ToList();

        await Task.WhenAll(senders.Select(sender => sender.SendMessageAsync(new ServiceBusMessage(), bus.Ct)));

        (await bus.PeekAsync("orders")).Count.ShouldBe(500);
        bus.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task A_wrong_key_is_an_UnauthorizedAccessException()
    {
        await using var bus = await TestBus.StartAsync();
        await using var client = new ServiceBusClient(bus.ConnectionString.Replace("SAS_KEY_VALUE", "wrong", StringComparison.Ordinal));
        await using var sender = client.CreateSender("orders");

        await Should.ThrowAsync<UnauthorizedAccessException>(() => sender.SendMessageAsync(new ServiceBusMessage(), bus.Ct));
    }

    [Fact]
    public async Task A_signature_made_elsewhere_serves_as_well_as_a_key_for_what_it_covers()
    {
        await using var bus = await TestBus.StartAsync();
        await using var client = ClientWith(bus, Signature("amqp://127.0.0.1/orders", TimeProvider.System.GetUtcNow().AddHours(1)));

        await client.CreateSender("orders").SendMessageAsync(new ServiceBusMessage(), bus.Ct);

        await Should.ThrowAsync<UnauthorizedAccessException>(
            () => client.CreateSender("invoices").SendMessageAsync(new ServiceBusMessage(), bus.Ct));
    }

    [Fact]
    public async Task A_signature_that_has_expired_opens_nothing()
    {
        var time = BrokerClock.New();
        await using var bus = await TestBus.StartAsync(time);
        await using var client = ClientWith(bus, Signature("amqp://127.0.0.1/", time.GetUtcNow().AddMinutes(10)));
        await client.CreateSender("orders").SendMessageAsync(new ServiceBusMessage(), bus.Ct);

        time.Advance(TimeSpan.FromMinutes(10));

        await Should.ThrowAsync<UnauthorizedAccessException>(
            () => client.CreateSender("invoices").SendMessageAsync(new ServiceBusMessage(), bus.Ct));
    }

    private static ServiceBusClient ClientWith(TestBus bus, string signature)
    {
        var endpoint = ServiceBusConnectionStringProperties.Parse(bus.ConnectionString).Endpoint;
        return new ServiceBusClient($"Endpoint={endpoint};SharedAccessSignature={signature};UseDevelopmentEmulator=true");
    }

    private static string Signature(string resource, DateTimeOffset expiresAt)
    {
        var encoded = Uri.EscapeDataString(resource);
        var expiry = expiresAt.ToUnixTimeSeconds();
        var signature = Convert.ToBase64String(HMACSHA256.HashData("SAS_KEY_VALUE"u8, Encoding.UTF8.GetBytes($"{encoded}\n{expiry}")));
        return $"SharedAccessSignature sr={encoded}&sig={Uri.EscapeDataString(signature)}&se={expiry}&skn=RootManageSharedAccessKey";
    }
}
