using Integration.Workflows.Exchange;

namespace Integration.Workflows.Tests.Cases;

/// <summary>Keeps what was sent, and hands it on where a test asks for that.</summary>
internal sealed class RecordedExchange : IExchange
{
    private readonly Lock _gate = new();
    private readonly List<ExchangeMessage> _sent = [];

    public Func<ExchangeMessage, Task>? Deliver { get; set; }

    public IReadOnlyList<ExchangeMessage> Sent
    {
        get
        {
            lock (_gate)
            {
                return [.. _sent];
            }
        }
    }

    public async Task SendAsync(IReadOnlyList<ExchangeMessage> messages, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_gate)
        {
            _sent.AddRange(messages);
        }

        foreach (var message in messages)
        {
            await (Deliver?.Invoke(message) ?? Task.CompletedTask);
        }
    }
}
