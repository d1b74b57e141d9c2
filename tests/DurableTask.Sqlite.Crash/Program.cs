using System.Globalization;
using Integration.Local.DurableTask.Sqlite;
using Integration.Local.DurableTask.Sqlite.Crash;
using Microsoft.Extensions.Logging.Abstractions;

if (args is not [var folder, var seed, var life, "on" or "drain", ..])
{
    await Console.Error.WriteLineAsync("Usage: <folder> <seed> <life> on|drain [<database>]. Works at a random workload until it is killed.");
    return 2;
}

var number = int.Parse(life, CultureInfo.InvariantCulture);
var workload = new Workload(int.Parse(seed, CultureInfo.InvariantCulture));
var before = new Acknowledgements(Ledger.Read(Ledger.AcknowledgementsIn(folder)));
var effectsBefore = Ledger.Read(Ledger.EffectsIn(folder));
using var effects = new Ledger(Ledger.EffectsIn(folder));
using var acknowledgements = new Ledger(Ledger.AcknowledgementsIn(folder));
var work = new Work(effects, number);
work.Remember(effectsBefore);

await using var service = new SqliteOrchestrationService(
    new SqliteOrchestrationOptions
    {
        DatabasePath = args.ElementAtOrDefault(4) ?? Path.Combine(folder, "hub.db"),

        // Every other process has room for few histories, so that they are let go of and read again all the time.
        MaxCachedHistoryBytes = number % 2 == 0 ? 2_000 : 1_000_000,

        // The work is innocent of the crashes.
        MaxCrashes = 1_000_000,
    },
    TimeProvider.System,
    NullLogger<SqliteOrchestrationService>.Instance);
var client = new HubClient(service);
using var outside = new Outside(client);
try
{
    outside.Say(Outside.Starting);
    await using var dispatching = await Unnamed.Register(new Dispatching(service))
        .Activity<string, string>(Script.Activity, work.RunAsync)
        .Orchestration<string, string>(Script.Orchestrator, new Player(workload).RunAsync)
        .StartAsync();
    outside.Say(Outside.Ready);
    _ = outside.ListenAsync();
    var clients = new Clients(service, client, workload, acknowledgements, before, outside).RunAsync(drain: args[3] == "drain");
    if (await Task.WhenAny(clients, service.Faulted) != clients)
    {
        throw await service.Faulted;
    }

    await clients;
    outside.Say(Outside.Finished);
    return 0;
}
catch (DurableStoreException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 3;
}
