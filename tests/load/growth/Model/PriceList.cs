using System.Text.Json;
using System.Text.Json.Serialization;

namespace Integration.Load.Growth.Model;

/// <summary>List prices. They are examples: everybody has their own.</summary>
/// <param name="AsOf">The day they were written down.</param>
/// <param name="Currency">Their currency.</param>
/// <param name="Note">What to know about them.</param>
/// <param name="Prices">By their names.</param>
internal sealed record PriceList(string AsOf, string Currency, string Note, IReadOnlyDictionary<string, Price> Prices)
{
    private static readonly string[] Needed =
    [
        "messagingUnitHour", "schedulerUnitHour", "executionsMillion", "gigabyteSecond", "tableRequests10k", "queueRequests10k",
        "tableGigabyteMonth",
    ];

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    public double? this[string name] => Prices[name].Amount;

    /// <param name="path">The file.</param>
    /// <param name="changes">Prices that win, <c>name=amount</c>.</param>
    /// <exception cref="GrowthException">A price is missing, unknown or wrong.</exception>
    public static PriceList Read(string path, IEnumerable<string> changes)
    {
        var list = Files.Read<PriceList>(path, Options);
        if (Needed.FirstOrDefault(name => !list.Prices.ContainsKey(name)) is { } missing)
        {
            throw new GrowthException($"'{path}' has no price '{missing}': add it, with an amount or null.");
        }

        return changes.Aggregate(list, (changed, change) => changed.With(change));
    }

    private PriceList With(string change)
    {
        var (name, amount) = change.Split('=') is [var left, var right] ? (left, right) : (change, "");
        if (!Prices.TryGetValue(name, out var price)
            || !double.TryParse(amount, System.Globalization.CultureInfo.InvariantCulture, out var value) || value < 0)
        {
            throw new GrowthException(
                $"--price '{change}' is none: write name=amount, with one of the names {string.Join(", ", Prices.Keys)}.");
        }

        return this with
        {
            Prices = new Dictionary<string, Price>(Prices) { [name] = price with { Amount = value, Source = "--price" } },
        };
    }
}
