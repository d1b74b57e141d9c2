using System.Globalization;
using Integration.Local.AppHost.Running;
using Integration.Local.AppHost.Tables;
using Integration.Local.FunctionsHost.Processes;

namespace Integration.Local.AppHost.Tests.EndToEnd;

/// <summary>Broker, Functions host and worker, each as a process of its own that can be killed alone; and a table service.</summary>
internal sealed class SeparateProcesses : IAsyncDisposable
{
    private const string AnyPort = "0";
    private readonly TemporaryDirectory _directory;
    private readonly TableService _tables;
    private ProgramProcess _broker;
    private ProgramProcess _host;

    private SeparateProcesses(
        TemporaryDirectory directory, TableService tables, ProgramProcess broker, ProgramProcess host, Addresses addresses) =>
        (_directory, _tables, _broker, _host, Addresses) = (directory, tables, broker, host, addresses);

    public Addresses Addresses { get; }

    public static async Task<SeparateProcesses> StartAsync(TemporaryDirectory directory)
    {
        var tables = await TableService.StartAsync(directory.Data, 0, TestContext.Current.CancellationToken);
        var (broker, bus) = await BrokerProcess.StartAsync(directory, AnyPort);
        var (host, functions) = await HostProcess.StartAsync(directory, directory.Data.Functions, tables.ConnectionString, bus, AnyPort);
        return new SeparateProcesses(directory, tables, broker, host, new Addresses(functions, bus, tables.Endpoint));
    }

    public Task Kill(string which) => which switch
    {
        nameof(KillWorkerAsync) => KillWorkerAsync(),
        nameof(KillHostAsync) => KillHostAsync(),
        _ => KillBrokerAsync(),
    };

    /// <summary>Kills the worker; its host is to start it again.</summary>
    public async Task KillWorkerAsync()
    {
        using var worker = ChildMark.Read(Path.Combine(_directory.Data.Functions, "worker.json"))!.Find().ShouldNotBeNull();
        worker.Kill();
        await worker.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Kills the host, and starts it again where it was.</summary>
    public async Task KillHostAsync()
    {
        await _host.KillAsync();
        (_host, _) = await HostProcess.StartAsync(
            _directory, _directory.Data.Functions, _tables.ConnectionString, Addresses.ServiceBus, PortOf(Addresses.Functions));
    }

    /// <summary>Kills the broker, and starts it again where it was.</summary>
    public async Task KillBrokerAsync()
    {
        await _broker.KillAsync();
        var endpoint = Addresses.ServiceBus.Split(';')[0]["Endpoint=".Length..];
        (_broker, _) = await BrokerProcess.StartAsync(_directory, PortOf(new Uri(endpoint)));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _broker.DisposeAsync();
        await _tables.DisposeAsync();
    }

    private static string PortOf(Uri address) => address.Port.ToString(CultureInfo.InvariantCulture);
}
