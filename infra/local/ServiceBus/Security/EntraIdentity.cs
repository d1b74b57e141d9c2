using Azure.Core;

namespace Integration.Local.ServiceBus.Security;

/// <summary>Asks an Azure identity for tokens of Service Bus.</summary>
internal sealed class EntraIdentity(TokenCredential credential) : ITokenSource
{
    public const string Scope = "https://servicebus.azure.net/.default";

    public async ValueTask<Token> GetAsync(string audience, CancellationToken ct)
    {
        var token = await credential.GetTokenAsync(new TokenRequestContext([Scope]), ct).ConfigureAwait(false);
        return new Token(Token.JsonWeb, token.Token, token.ExpiresOn);
    }
}
