using Integration.Local.AppHost.CommandLine;

namespace Integration.Local.AppHost.Running;

/// <summary>Runs everything until it is told to stop, or until a part breaks.</summary>
internal sealed class Run(Surroundings surroundings)
{
    public async Task<int> RunAsync(AppHostOptions options, CancellationToken stop)
    {
        var network = await LocalNetwork.StartAsync(options, surroundings.Functions, surroundings.Time, stop).ConfigureAwait(false);
        await using (network.ConfigureAwait(false))
        {
            var total = surroundings.Time.GetElapsedTime(surroundings.Begin);
            var key = $"first-{Random.Shared.Next(1000, 10_000)}";
            new Welcome(network, options).Write(Terminal.ForCopying(surroundings.Output), total, key);
            await Task.WhenAny(network.Broken, Task.Delay(Timeout.Infinite, stop)).ConfigureAwait(false);
            return stop.IsCancellationRequested ? ExitCodes.Done : throw new AppHostException(await network.Broken.ConfigureAwait(false));
        }
    }
}
