using Azure.Messaging.ServiceBus;

namespace Integration.Local.ServiceBus.Tests.Client;

public sealed class ConnectionStringTests
{
    [Fact]
    public void The_parts_are_read_in_any_order_and_case()
    {
        var parts = ServiceBusConnectionStringProperties.Parse(
            "sharedaccesskey=a=b==; Endpoint=sb://contoso.servicebus.windows.net/ ;SharedAccessKeyName=root;EntityPath=orders;Future=1;");

        parts.Endpoint.ShouldBe(new Uri("sb://contoso.servicebus.windows.net/"));
        parts.FullyQualifiedNamespace.ShouldBe("contoso.servicebus.windows.net");
        (parts.SharedAccessKeyName, parts.SharedAccessKey, parts.SharedAccessSignature, parts.EntityPath)
            .ShouldBe(("root", "a=b==", null, "orders"));
        parts.UseDevelopmentEmulator.ShouldBeFalse();
    }

    [Theory]
    [InlineData("sb://localhost;UseDevelopmentEmulator=true", "localhost", -1)]
    [InlineData("sb://localhost:15672/;UseDevelopmentEmulator=TRUE", "localhost", 15672)]
    [InlineData("localhost:7;UseDevelopmentEmulator=true", "localhost", 7)]
    public void The_emulator_may_have_a_port(string endpoint, string host, int port)
    {
        var parts = ServiceBusConnectionStringProperties.Parse($"Endpoint={endpoint}");

        (parts.Endpoint!.Host, parts.Endpoint.Port, parts.UseDevelopmentEmulator).ShouldBe((host, port, true));
    }

    [Theory]
    [InlineData("secret", "is not 'name=value'")]
    [InlineData("Endpoint=", "is not 'name=value'")]
    [InlineData("Endpoint=sb://", "Endpoint 'sb://' is not an address")]
    [InlineData("UseDevelopmentEmulator=maybe", "should be true or false")]
    public void What_can_not_be_read_is_a_FormatException_that_tells_no_secret(string text, string told)
    {
        var exception = Should.Throw<FormatException>(() => ServiceBusConnectionStringProperties.Parse(text));

        exception.Message.ShouldContain(told);
        exception.Message.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("SharedAccessKeyName=a;SharedAccessKey=b", "no Endpoint")]
    [InlineData("Endpoint=sb://localhost", "no key")]
    [InlineData("Endpoint=sb://localhost;SharedAccessKeyName=a", "no key")]
    public void A_client_needs_an_endpoint_and_a_key(string text, string told) =>
        Should.Throw<ArgumentException>(() => new ServiceBusClient(text)).Message.ShouldContain(told);

    [Fact]
    public void An_empty_string_is_an_ArgumentException() => Should.Throw<ArgumentException>(() => new ServiceBusClient(" "));
}
