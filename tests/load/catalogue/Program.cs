using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Integration.Load.Catalogue;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Catalogue.Browsing;
using Integration.Workflows.Catalogue.Hsds;

// Loads a generated catalogue, and times what is asked of it against the same on a small one.
var programs = Number("--programs", 1_000);
var partners = Number("--partners", 10_000);
var ruleSets = Number("--rule-sets", programs);
var begin = Stopwatch.GetTimestamp();
var files = GeneratedPacks.Of(programs, partners, ruleSets);
Console.WriteLine($"{programs} programs in {ruleSets} rule sets, {partners} partners: {files.Count} files, {files.Sum(file => (long)file.Content.Length) / 1_000_000m:0.0} MB, generated in {Since(begin)}");
Console.WriteLine($"a fixed piece of work, to compare machines and moments: {FixedWork():0} ms of a processor");

if (Array.IndexOf(args, "--write") is >= 0 and var at && at + 1 < args.Length)
{
    foreach (var file in files)
    {
        var path = Path.Combine(args[at + 1], file.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, file.Content.ToArray());
    }
}

ServiceCatalogue? large = null;
for (var run = 1; run <= 4; run++)
{
    var before = Environment.CpuUsage.TotalTime;
    begin = Stopwatch.GetTimestamp();
    large = ServiceCatalogue.Load(files);
    var processor = Environment.CpuUsage.TotalTime - before;
    Console.WriteLine($"load {run}: {Since(begin)}, of a processor {processor.TotalMilliseconds:0} ms{(run == 1 ? " (in a new process)" : "")}");
}

var small = ServiceCatalogue.Load(GeneratedPacks.Of(10, 3, 10));
Compare("FindService", small, large!, catalogue => () => catalogue.FindService(GeneratedPacks.Service));
Compare("FindAgreement", small, large!, catalogue =>
{
    var last = catalogue.Agreements.Count - 2;
    return () => catalogue.FindAgreement(GeneratedPacks.Agency, GeneratedPacks.Partner(last), GeneratedPacks.Purpose(last), new(2026, 1, 1));
});
Compare("a page of agreements", small, large!, catalogue => Page(new CatalogueBrowser(catalogue), "per_page", "2"));
Compare("its last page", small, large!, catalogue => Page(new CatalogueBrowser(catalogue), "page", $"{(catalogue.Agreements.Count + 49) / 50}"));
Compare("one agreement", small, large!, catalogue => Item(new CatalogueBrowser(catalogue), "agreement-2"));
Compare("an HSDS service", small, large!, catalogue => Hsds(new HsdsExport(catalogue)));
Compare("a search (grows with the list)", small, large!, catalogue => Page(new CatalogueBrowser(catalogue), "q", "referral-2"));
return 0;

int Number(string name, int otherwise) =>
    Array.IndexOf(args, name) is >= 0 and var index && index + 1 < args.Length ? int.Parse(args[index + 1], CultureInfo.InvariantCulture) : otherwise;

static double FixedWork()
{
    var data = new byte[1_000_000];
    var before = Environment.CpuUsage.TotalTime;
    for (var i = 0; i < 200; i++)
    {
        SHA256.HashData(data, data.AsSpan(0, 32));
    }

    return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
}

static string Since(long begin) => $"{Stopwatch.GetElapsedTime(begin).TotalMilliseconds:0} ms";

static Func<object?> Page(CatalogueBrowser browser, string name, string value)
{
    KeyValuePair<string, IReadOnlyList<string>>[] query = [new(name, [value])];
    return () => browser.Page("agreements", query);
}

static Func<object?> Item(CatalogueBrowser browser, string id) => () => browser.Find("agreements", id);

static Func<object?> Hsds(HsdsExport export)
{
    KeyValuePair<string, IReadOnlyList<string>>[] query = [new("per_page", ["1"])];
    return () => export.Page("services", query, new(2026, 1, 1));
}

static void Compare(string what, ServiceCatalogue small, ServiceCatalogue large, Func<ServiceCatalogue, Func<object?>> ask)
{
    var (onSmall, onLarge) = (ask(small), ask(large));
    Time(onSmall, TimeSpan.FromMilliseconds(100));
    Time(onLarge, TimeSpan.FromMilliseconds(100));
    var pairs = Enumerable.Range(0, 5).Select(_ => (Small: Time(onSmall, TimeSpan.FromMilliseconds(100)), Large: Time(onLarge, TimeSpan.FromMilliseconds(100)))).ToList();
    var (best, other) = (pairs.Min(pair => pair.Small), pairs.Min(pair => pair.Large));
    Console.WriteLine($"{what,-32} small {best,10:0.000} µs   large {other,10:0.000} µs   ratio {other / best:0.00}");
}

static double Time(Func<object?> ask, TimeSpan time)
{
    var begin = Stopwatch.GetTimestamp();
    var count = 0;
    while (Stopwatch.GetElapsedTime(begin) < time)
    {
        for (var i = 0; i < 100; i++)
        {
            GC.KeepAlive(ask());
        }

        count += 100;
    }

    return Stopwatch.GetElapsedTime(begin).TotalMicroseconds / count;
}
