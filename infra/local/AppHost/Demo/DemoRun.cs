using Integration.Local.AppHost.CommandLine;
using Integration.Local.AppHost.Keys;
using Integration.Local.AppHost.Partner;
using Integration.Local.AppHost.Running;
using Integration.Local.AppHost.Tokens;
using Integration.Workflows.Cases;
using Integration.Workflows.Catalogue;
using Spectre.Console;

namespace Integration.Local.AppHost.Demo;

/// <summary>Submits the sample application and shows its way to the end.</summary>
/// <param name="surroundings">What it reaches for.</param>
/// <param name="timeout">How long the case may take.</param>
internal sealed class DemoRun(Surroundings surroundings, TimeSpan timeout)
{
    private const string Service = "newborn";
    private const string Sample = "functions/samples/newborn.json";

    private readonly IAnsiConsole _console = Terminal.On(surroundings.Output);

    /// <summary>Uses the AppHost that runs on the data directory, or starts everything itself.</summary>
    public async Task<int> RunAsync(AppHostOptions options, CancellationToken stop)
    {
        var directory = DataDirectory.At(options.DataDirectory);
        if (DirectoryHold.ReadAnnouncement(directory) is { } addresses)
        {
            return await PlayAsync(directory, addresses, stop).ConfigureAwait(false);
        }

        var network = await LocalNetwork.StartAsync(options, surroundings.Functions, surroundings.Time, stop).ConfigureAwait(false);
        await using (network.ConfigureAwait(false))
        {
            var play = PlayAsync(directory, network.Addresses, stop);
            return await Task.WhenAny(play, network.Broken).ConfigureAwait(false) == play
                ? await play.ConfigureAwait(false)
                : throw new AppHostException(await network.Broken.ConfigureAwait(false));
        }
    }

    private async Task<int> PlayAsync(DataDirectory directory, Addresses addresses, CancellationToken stop)
    {
        var partner = SamplePartner.Start(addresses.ServiceBus, _ => { });
        await using (partner.ConfigureAwait(false))
        {
            using var api = new CaseApi(addresses.Functions, TokenFor(directory));
            var sample = Clone.PathOf(Sample, "restore it from the repository");
            var application = await File.ReadAllTextAsync(sample, stop).ConfigureAwait(false);
            var id = await api.SubmitAsync(Service, application, $"demo-{Guid.NewGuid():N}", stop).ConfigureAwait(false);
            var names = new CaseNames(ServiceCatalogue.LoadShipped());
            _console.MarkupLineInterpolated($"\n  [bold]Newborn in Ontario[/] [dim]on {addresses.Functions.AbsoluteUri}[/]\n");
            var end = await FollowAsync(api, id, names, stop).ConfigureAwait(false);
            Findings.Write(_console, end, names);
            return end.Status == CaseStatus.Closed
                ? ExitCodes.Done
                : throw new AppHostException($"The case ended without success: {end.Outcome}.");
        }
    }

    private async Task<CaseView> FollowAsync(CaseApi api, string id, CaseNames names, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(timeout, surroundings.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        try
        {
            return await new JourneyShow(_console, names, surroundings.Time)
                .RunAsync(() => api.GetAsync(id, either.Token), either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            var lines = Journey.Of(await api.GetAsync(id, stop).ConfigureAwait(false), names, surroundings.Time.GetUtcNow());
            var open = string.Join(", ", lines.Where(line => line.Progress == Progress.UnderWay).Select(line => line.Title));
            throw new AppHostException(
                $"The case is not closed after {timeout.TotalSeconds:0} s; it waits for: {open}. Allow more with --timeout.");
        }
    }

    private string TokenFor(DataDirectory directory)
    {
        using var key = SigningKey.Of(directory);
        return new TokenIssuer(key, surroundings.Time).Issue(TokenIssuer.DefaultClient, [TokenRoles.Agency], TokenIssuer.DefaultLifetime);
    }
}
