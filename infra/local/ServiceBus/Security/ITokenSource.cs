namespace Integration.Local.ServiceBus.Security;

/// <summary>Gives tokens for an audience, such as <c>amqps://contoso.servicebus.windows.net/orders</c>.</summary>
internal interface ITokenSource
{
    ValueTask<Token> GetAsync(string audience, CancellationToken ct);
}
