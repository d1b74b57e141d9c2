using System.Diagnostics;
using Integration.Local.FunctionsHost;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Integration.Load.Functions;

/// <summary>Orchestrations of five activities in sequence, each behind a request that waits for its end.</summary>
/// <param name="instances">How many.</param>
/// <param name="atOnce">How many at once.</param>
internal sealed class Chains(int instances, int atOnce)
{
    private const string StorageType = "AzureFunctionsJobHost:extensions:durableTask:storageProvider:type";

    /// <summary>Measures each storage provider in turn, and prints the first one's rate as a multiple of the others'.</summary>
    public async Task CompareAsync(IReadOnlyList<string> storage, int rounds, CancellationToken stop)
    {
        var rates = storage.ToDictionary(type => type, _ => new List<double>());
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var type in storage)
            {
                rates[type].Add(await MeasureAsync(type, stop));
            }
        }

        foreach (var type in storage)
        {
            var ratios = rates[storage[0]].Zip(rates[type], (first, other) => first / other).Order().ToList();
            Console.WriteLine(
                $"{storage[0]} against {type}: {Median(rates[storage[0]]):0.0}/s against {Median(rates[type]):0.0}/s (medians), "
                + $"ratio of the same round {ratios[0]:0.00} to {ratios[^1]:0.00}, median {ratios[ratios.Count / 2]:0.00}");
        }
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    private async Task<double> MeasureAsync(string type, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("functions-load-");
        try
        {
            await using var azurite = type == "AzureStorage"
                ? await Azurite.StartAsync(Path.Combine(folder.FullName, "azurite"), stop)
                : null;
            await using var host = await LocalFunctionsHost.StartAsync(Options(type, folder.FullName, azurite), stop);
            using var http = new HttpClient { BaseAddress = host.Address, Timeout = Timeout.InfiniteTimeSpan };
            await RunAsync(http, atOnce, "warm", stop);
            return await RunAsync(http, instances, type, stop);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static FunctionsHostOptions Options(string type, string folder, Azurite? azurite) => new()
    {
        App = Clone.PathOf($"tests/FunctionsHost.App/bin/{new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name}/net10.0"),
        HttpPort = 0,
        DataDirectory = Path.Combine(folder, "host"),
        Settings = new Dictionary<string, string>
        {
            [StorageType] = type,

            // The one entity of the app; not every storage provider has entities.
            ["AzureWebJobs.Counter.Disabled"] = "true",
            ["AzureWebJobsStorage"] = azurite?.ConnectionString ?? string.Empty,
        },
        Logging = logging => logging.ClearProviders(),
        ConfigureDurable = services => services.AddSingleton<IDurabilityProviderFactory, MemoryProviderFactory>(),
    };

    private async Task<double> RunAsync(HttpClient http, int count, string what, CancellationToken stop)
    {
        var begin = Stopwatch.GetTimestamp();
        var took = new TimeSpan[count];
        var together = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = stop };
        await Parallel.ForAsync(0, count, together, async (number, cancellation) =>
        {
            var started = Stopwatch.GetTimestamp();
            var word = $"{what}-{number}";
            using var answer = await http.PostAsync(new Uri($"open/v1/chains/{word}", UriKind.Relative), null, cancellation);
            var end = await answer.Content.ReadAsStringAsync(cancellation);
            if (!answer.IsSuccessStatusCode || !end.Contains($"{word}+++++", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"'{word}' was answered with {(int)answer.StatusCode}: {end}");
            }

            took[number] = Stopwatch.GetElapsedTime(started);
        });
        var rate = count / Stopwatch.GetElapsedTime(begin).TotalSeconds;
        Array.Sort(took);
        Console.WriteLine(
            $"{what,-13} {count} orchestrations, {atOnce} at once: {rate,6:0.0}/s, "
            + $"p50 {took[count / 2].TotalMilliseconds:0} ms, p99 {took[count * 99 / 100].TotalMilliseconds:0} ms");
        return rate;
    }
}
