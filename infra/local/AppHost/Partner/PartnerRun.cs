using Integration.Local.AppHost.CommandLine;
using Integration.Local.AppHost.Running;

namespace Integration.Local.AppHost.Partner;

/// <summary>Plays the partner against the AppHost that runs, until it is told to stop.</summary>
internal sealed class PartnerRun(Surroundings surroundings)
{
    public async Task<int> RunAsync(AppHostOptions options, CancellationToken stop)
    {
        var addresses = DirectoryHold.ReadAnnouncement(DataDirectory.At(options.DataDirectory)) ?? throw new AppHostException(
            $"No AppHost runs on '{options.DataDirectory}': start one in another terminal with dotnet run --project infra/local/AppHost.");
        var partner = SamplePartner.Start(addresses.ServiceBus, surroundings.Output.WriteLine);
        await using (partner.ConfigureAwait(false))
        {
            await Task.WhenAny(partner.Ended, Task.Delay(Timeout.Infinite, stop)).ConfigureAwait(false);
            return stop.IsCancellationRequested
                ? ExitCodes.Done
                : throw new AppHostException($"The partner ended ({await partner.Ended.ConfigureAwait(false)}).");
        }
    }
}
