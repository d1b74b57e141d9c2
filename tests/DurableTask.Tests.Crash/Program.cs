using System.Globalization;
using Integration.Local.DurableTask;
using Integration.Local.DurableTask.Tests.Crash;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

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
using var lifetime = new Lifetime();
var work = new Work(effects, number);
work.Remember(effectsBefore);

await using var services = new ServiceCollection()
    .AddSingleton<IHostApplicationLifetime>(lifetime)
    .AddLocalDurableTask(
        tasks => Unnamed.Register(tasks)
            .AddActivityFunc<string, string>(Script.Activity, work.RunAsync)
            .AddOrchestratorFunc<string, string>(Script.Orchestrator, new Player(workload).RunAsync),
        engine =>
        {
            engine.DatabasePath = args.ElementAtOrDefault(4) ?? Path.Combine(folder, "engine.db");

            // Every other process has room for few instances, so that they are let go of and replayed all the time.
            engine.MaxCachedInstances = number % 2 == 0 ? 4 : 1000;

            // Every third one replays each turn as well.
            engine.ReplaysEachTurn = number % 3 == 0;

            // The work is innocent of the crashes.
            engine.MaxCrashes = 1_000_000;
        })
    .BuildServiceProvider();
var host = services.GetRequiredService<IHostedService>();
using var outside = new Outside(services.GetRequiredService<DurableTaskClient>());
try
{
    outside.Say(Outside.Starting);
    await host.StartAsync(lifetime.ApplicationStopping);
    outside.Say(Outside.Ready);
    _ = outside.ListenAsync();
    await new Clients(services.GetRequiredService<DurableTaskClient>(), workload, acknowledgements, before, outside)
        .RunAsync(drain: args[3] == "drain");
    await host.StopAsync(CancellationToken.None);
    outside.Say(Outside.Finished);
    return 0;
}
catch (DurableStoreException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    await host.StopAsync(CancellationToken.None);
    return 3;
}
