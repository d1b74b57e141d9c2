using Integration.Local.AppHost.Running;
using Integration.Local.FunctionsHost.Tests.Durable;

namespace Integration.Local.AppHost.Tests.EndToEnd;

/// <summary>
/// Two Functions hosts of the application, as instances on Azure are: one broker, one storage account (Azurite) with the tables and the
/// task hub, and nothing else in common.
/// </summary>
internal sealed class TwoHosts : IAsyncDisposable
{
    private const string AnyPort = "0";
    private readonly Azurite _azurite;
    private readonly ProgramProcess _broker;
    private readonly string _bus;
    private readonly (ProgramProcess Process, Uri Address)[] _hosts;

    private TwoHosts(Azurite azurite, ProgramProcess broker, string bus, (ProgramProcess Process, Uri Address)[] hosts) =>
        (_azurite, _broker, _bus, _hosts) = (azurite, broker, bus, hosts);

    public Addresses First => AddressesOf(_hosts[0].Address);

    public Addresses Second => AddressesOf(_hosts[1].Address);

    public static async Task<TwoHosts> StartAsync(TemporaryDirectory directory)
    {
        var azurite = await Azurite.StartAsync(TestContext.Current.CancellationToken);
        var (broker, bus) = await BrokerProcess.StartAsync(directory, AnyPort);
        return new TwoHosts(azurite, broker, bus, [await HostAsync("first"), await HostAsync("second")]);

        Task<(ProgramProcess Process, Uri Address)> HostAsync(string name) => HostProcess.StartAsync(
            directory,
            directory.File(name),
            azurite.ConnectionString,
            bus,
            AnyPort,
            "--AzureFunctionsJobHost:extensions:durableTask:storageProvider:type=AzureStorage",
            $"--AzureWebJobsStorage={azurite.ConnectionString}");
    }

    /// <summary>Kills the first, for good.</summary>
    public Task KillFirstAsync() => _hosts[0].Process.KillAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var (process, _) in _hosts)
        {
            await process.DisposeAsync();
        }

        await _broker.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    private Addresses AddressesOf(Uri functions) => new(functions, _bus, _azurite.Tables);
}
