using System.Collections.Concurrent;

namespace Integration.Local.FunctionsWorker.Tests.Durable;

/// <summary>Knows prices, and what was asked for.</summary>
public sealed class PriceList
{
    private readonly ConcurrentQueue<string> _asked = new();

    public IReadOnlyCollection<string> Asked => _asked;

    public int Of(string fruit)
    {
        _asked.Enqueue(fruit);
        return fruit == "Apple" ? 2 : 3;
    }
}
