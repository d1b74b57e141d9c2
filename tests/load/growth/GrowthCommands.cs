using System.CommandLine;
using System.Globalization;
using Integration.Load.Growth.Counting;
using Integration.Load.Growth.Model;

namespace Integration.Load.Growth;

/// <summary>The program's arguments.</summary>
internal static class GrowthCommands
{
    private const int Failed = 1;

    /// <param name="output">Standard output.</param>
    /// <param name="errors">Standard error.</param>
    public static RootCommand All(TextWriter output, TextWriter errors)
    {
        var casesPerYear = Number("--cases-per-year", 30_000_000, "Cases that are taken in over a year", least: 1);
        var peakWeek = Number("--peak-week-factor", 2, "The busiest week beside an average one", least: 1);
        var peakDay = Number("--peak-day-share", 0.25, "The share of the busiest week that comes on its busiest day", 1.0 / 7, 1);
        var peak = Number("--peak-factor", 3, "The rush of the busiest hour beside what that hour usually has", least: 1);
        var views = Number("--views-per-case", 10, "How often a case is looked at over HTTP");
        var utilisation = Number("--utilisation", 0.7, "How busy units are to be in the busiest hour", 0.01, 1);
        var hosted = Number("--hosted-latency", 2, "Seconds until a participant hosted here answers, on average");
        var partner = Number("--partner-latency", 14_400, "Seconds until a remote partner answers, on average");
        var years = Number("--years-kept", 1, "How long cases are kept");
        var seed = new Option<int>("--seed") { Description = "The simulated day", DefaultValueFactory = _ => 1 };
        var backend = new Option<string>("--backend")
        {
            Description = "The durable backend",
            DefaultValueFactory = _ => Backends.AzureStorage,
        };
        backend.AcceptOnlyFromAmong(Backends.AzureStorage, Backends.Scheduler);
        var price = new Option<string[]>("--price") { Description = "A price that wins, name=amount; more than once for more" };
        var cost = FileOf("--case-cost", "case-cost.json");
        var limits = FileOf("--limits", "limits.json");
        var prices = FileOf("--prices", "prices.json");
        var root = new RootCommand(
            "What growth needs: units for the busiest hour, checked by a simulated day, and what a million cases cost.")
        {
            casesPerYear, peakWeek, peakDay, peak, views, utilisation, hosted, partner, years, seed, backend, price, cost, limits, prices,
            CountCommand(output, errors),
        };
        root.SetAction(parsed => Guard(errors, () =>
        {
            var chosen = parsed.GetValue(backend)!;
            new GrowthRun(
                CaseCost.Read(parsed.GetValue(cost)!),
                new(parsed.GetValue(casesPerYear), parsed.GetValue(peakWeek), parsed.GetValue(peakDay), parsed.GetValue(peak)),
                new(parsed.GetValue(views), parsed.GetValue(utilisation), parsed.GetValue(hosted), parsed.GetValue(partner)),
                [.. Limits.Read(parsed.GetValue(limits)!).Where(limit => limit.Backend is null || limit.Backend == chosen)],
                parsed.GetValue(seed),
                output).Run(parsed.GetValue(years), chosen, PriceList.Read(parsed.GetValue(prices)!, parsed.GetValue(price) ?? []));
            return Task.CompletedTask;
        }));
        return root;
    }

    private static Command CountCommand(TextWriter output, TextWriter errors)
    {
        var cases = new Option<int>("--cases") { Description = "How many newborn cases", DefaultValueFactory = _ => 40 };
        cases.Validators.Add(result => Bound(result, 1, 10_000));
        var file = new Option<string>("--to") { Description = "The file to write", DefaultValueFactory = _ => "case-cost.json" };
        var count = new Command("count", "Runs cases through the local stack and counts what one costs.") { cases, file };
        count.SetAction((parsed, stop) => Guard(errors, async () =>
        {
            var counted = await Count.RunAsync(parsed.GetValue(cases), output, stop);
            counted.Write(parsed.GetValue(file)!);
        }));
        return count;
    }

    private static Option<string> FileOf(string name, string shipped) => new(name)
    {
        Description = $"In place of the {shipped} that ships",
        DefaultValueFactory = _ => Path.Combine(AppContext.BaseDirectory, shipped),
    };

    private static Option<double> Number(string name, double fallback, string description, double least = 0, double most = 1e12)
    {
        var option = new Option<double>(name) { Description = description, DefaultValueFactory = _ => fallback };
        option.Validators.Add(result => Bound(result, least, most));
        return option;
    }

    private static void Bound(System.CommandLine.Parsing.OptionResult result, double least, double most)
    {
        if (result.Tokens is [{ Value: var text }]
            && (!double.TryParse(text, CultureInfo.InvariantCulture, out var value) || !(value >= least && value <= most)))
        {
            result.AddError($"{result.Option.Name} '{text}' can't be used: write a number from {least:0.##} to {most:0.##}.");
        }
    }

    private static async Task<int> Guard(TextWriter errors, Func<Task> action)
    {
        try
        {
            await action();
            return 0;
        }
        catch (GrowthException error)
        {
            await errors.WriteLineAsync(error.Message);
            return Failed;
        }
    }
}
