using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Integration.Load.DurableTask;

// Measures the durable store under the official dispatchers: the whole beside the official in-memory service, and small parts by BenchmarkDotNet.
var instances = new Option<int>("--instances") { DefaultValueFactory = _ => 2_000, Description = "How many orchestrations are started at once" };
var names = new Option<string[]>("--only") { DefaultValueFactory = _ => [Orchestrations.Sequence, Orchestrations.FanOut], Description = "Which of the two" };
var atOnce = new Option<int>("--at-once") { DefaultValueFactory = _ => 200, Description = "How many work items are processed at once" };
var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3, Description = "How often everything is measured" };
var waiting = new Option<int>("--waiting") { DefaultValueFactory = _ => 100_000, Description = "How many orchestrations wait for an event" };
var folder = new Option<string?>("--folder") { Description = "Where the databases are made; by default the folder for temporary files" };

names.AcceptOnlyFromAmong(Orchestrations.Sequence, Orchestrations.FanOut);

var root = new RootCommand("Measures the durable store.");
Add("throughput", "Five activities in sequence, and five at once, beside the in-memory service", [names, instances, atOnce, rounds], (parsed, work) =>
    Throughput.MeasureAsync(work, parsed.GetValue(names)!, parsed.GetValue(instances), parsed.GetValue(atOnce), parsed.GetValue(rounds)));
Add("alone", "One orchestration at a time, beside the disk's own time", [rounds], (parsed, work) => Alone.MeasureAsync(work, parsed.GetValue(rounds)));
Add("waiting", "Many orchestrations that wait: memory, start and first answer", [waiting], (parsed, work) =>
    Waiting.MeasureAsync(work, parsed.GetValue(waiting)));
Add("queries", "Pages of many instances, by status, time and prefix", [waiting], (parsed, work) =>
    Queries.MeasureAsync(work, parsed.GetValue(waiting)));
Add("history", "Histories of up to 10,000 events: cost of an event, and of a replay", [], (_, work) => LongHistory.MeasureAsync(work));
Add("idle", "Processor time with nothing to do", [], (_, work) => Idle.MeasureAsync(work));

var parts = new Command("parts", "The small parts, by BenchmarkDotNet; arguments after -- are its own") { TreatUnmatchedTokensAsErrors = false };
parts.SetAction(parsed =>
{
    // In this process: a project that BenchmarkDotNet generates knows nothing of this repository's folders.
    var config = DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance))
        .WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "parts"));
    BenchmarkSwitcher.FromAssembly(typeof(Throughput).Assembly).Run([.. parsed.UnmatchedTokens], config);
});
root.Add(parts);

// The part of 'waiting' that needs a process of its own.
var (database, there) = (new Argument<string>("database"), new Argument<int>("instances"));
var startedAgain = new Command("started-again") { database, there };
startedAgain.Hidden = true;
startedAgain.SetAction((parsed, _) => Waiting.StartAgainAsync(parsed.GetValue(database)!, parsed.GetValue(there), "a new process"));
root.Add(startedAgain);
return await root.Parse(args).InvokeAsync();

void Add(string name, string description, Option[] options, Func<ParseResult, WorkFolder, Task> measure)
{
    var command = new Command(name, description) { folder };
    foreach (var option in options)
    {
        command.Add(option);
    }

    command.SetAction(async (parsed, _) =>
    {
        using var work = new WorkFolder(parsed.GetValue(folder));
        await measure(parsed, work);
    });
    root.Add(command);
}
