using Integration.Local.AppHost.CommandLine;
using Integration.Local.AppHost.Running;

namespace Integration.Local.AppHost.Partner;

/// <summary>Plays a remote participant against the AppHost that runs, until it is told to stop.</summary>
internal sealed class PartnerRun(Surroundings surroundings, string id)
{
    public async Task<int> RunAsync(AppHostOptions options, CancellationToken stop)
    {
        var addresses = DirectoryHold.ReadAnnouncement(DataDirectory.At(options.DataDirectory)) ?? throw new AppHostException(
            $"No AppHost runs on '{options.DataDirectory}': start one in another terminal with dotnet run --project infra/local/AppHost.");
        var partner = SamplePartner.Start(addresses.ServiceBus, surroundings.Output.WriteLine, id);
        await using (partner.ConfigureAwait(false))
        {
            await Task.WhenAny(partner.Ended, Task.Delay(Timeout.Infinite, stop)).ConfigureAwait(false);
            return stop.IsCancellationRequested
                ? ExitCodes.Done
                : throw new AppHostException($"The participant {id} ended ({await partner.Ended.ConfigureAwait(false)}).");
        }
    }
}
