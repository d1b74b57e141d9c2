namespace Integration.Workflows.Exchange;

/// <summary>Puts messages on the bus.</summary>
public interface IExchange
{
    /// <summary>Sends messages; when it returns the bus has them. A message may be sent again.</summary>
    Task SendAsync(IReadOnlyList<ExchangeMessage> messages, CancellationToken cancellation);
}
