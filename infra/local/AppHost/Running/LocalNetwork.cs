using Integration.Local.AppHost.Keys;
using Integration.Local.AppHost.Tables;
using Integration.Local.ServiceBusEmulator;
using Microsoft.Extensions.Logging;

namespace Integration.Local.AppHost.Running;

/// <summary>Everything that runs on this machine: table service, broker, functions. All of it starts, or nothing stays.</summary>
internal sealed class LocalNetwork : IAsyncDisposable
{
    /// <summary>Time for the functions to finish what they are at.</summary>
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(1.5);

    private readonly DirectoryHold _hold;
    private readonly TimeProvider _time;
    private TableService? _tables;
    private Broker? _broker;
    private readonly ILoggerFactory _loggers;
    private IRunningFunctions? _functions;

    private LocalNetwork(DirectoryHold hold, TimeProvider time, ILoggerFactory loggers) =>
        (_hold, _time, _loggers) = (hold, time, loggers);

    public DataDirectory Directory => _hold.Directory;

    public Addresses Addresses { get; private set; } = null!;

    public StartTimes Times { get; private set; } = null!;

    /// <summary>Completes when a part ended that should not have, with what happened.</summary>
    public Task<string> Broken { get; private set; } = null!;

    /// <summary>Starts everything. Returns once cases are taken in.</summary>
    /// <param name="options">Where.</param>
    /// <param name="functions">Starts the functions.</param>
    /// <param name="time">What time it is.</param>
    /// <param name="cancellation">Stops the start, and what has started.</param>
    /// <exception cref="AppHostException">The data directory, a port or Azurite stands in the way.</exception>
    /// <exception cref="BrokerStartException">The broker's store or port stands in the way.</exception>
    public static async Task<LocalNetwork> StartAsync(
        AppHostOptions options, FunctionsStart functions, TimeProvider time, CancellationToken cancellation)
    {
        var network = new LocalNetwork(DirectoryHold.Take(DataDirectory.At(options.DataDirectory)), time, Logs.Of(options));
        try
        {
            await network.OpenAsync(options, functions, cancellation).ConfigureAwait(false);
            return network;
        }
        catch
        {
            await network.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stops the functions first, then what they rest on.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await StopFunctionsAsync().ConfigureAwait(false);
        }
        finally
        {
            await Task.WhenAll(EndAsync(_broker), EndAsync(_tables)).ConfigureAwait(false);
            _hold.Dispose();
            _loggers.Dispose();
        }
    }

    private async Task OpenAsync(AppHostOptions options, FunctionsStart start, CancellationToken cancellation)
    {
        await TableService.ClearLeftOverAsync(Directory, cancellation).ConfigureAwait(false);
        LoopbackPorts.EnsureFree(options);
        var tables = TimeAsync(async () =>
            _tables = await TableService.StartAsync(Directory, options.TablePort, cancellation).ConfigureAwait(false));
        var messages = TimeAsync(async () =>
            _broker = await Broker.StartAsync(BrokerOptions(options), _time, _loggers, cancellation).ConfigureAwait(false));
        await Task.WhenAll(tables, messages).ConfigureAwait(false);
        var functions = await TimeAsync(() => StartFunctionsAsync(options, start, cancellation)).ConfigureAwait(false);
        Times = new StartTimes(await tables.ConfigureAwait(false), await messages.ConfigureAwait(false), functions);
        Addresses = new Addresses(_functions!.Address, _broker!.ConnectionString, _tables!.Endpoint);
        Broken = WatchAsync(_tables, _functions);
        _hold.Announce(Addresses);
    }

    private BrokerOptions BrokerOptions(AppHostOptions options) => new()
    {
        TopologyPath = Path.Combine(AppContext.BaseDirectory, "servicebus.json"),
        DataDirectory = Directory.Messages,
        Port = options.AmqpPort,
    };

    private async Task StartFunctionsAsync(AppHostOptions options, FunctionsStart start, CancellationToken cancellation)
    {
        using var key = SigningKey.Of(Directory);
        var settings = FunctionsSettings.Of(options, Directory, key, _tables!.ConnectionString, _broker!.ConnectionString);
        _functions = await start(new FunctionsOrder(options.HttpPort, Directory.Functions, settings, _loggers), cancellation)
            .ConfigureAwait(false);
    }

    private async Task<TimeSpan> TimeAsync(Func<Task> start)
    {
        var begin = _time.GetTimestamp();
        await start().ConfigureAwait(false);
        return _time.GetElapsedTime(begin);
    }

    private async Task StopFunctionsAsync()
    {
        if (_functions is null)
        {
            return;
        }

        await using (_functions.ConfigureAwait(false))
        {
            await _functions.StopAsync(_grace).ConfigureAwait(false);
        }
    }

    private static async Task<string> WatchAsync(TableService tables, IRunningFunctions functions) =>
        await Task.WhenAny(tables.Ended, functions.Broken).ConfigureAwait(false) == tables.Ended
            ? $"Azurite ended unexpectedly ({await tables.Ended.ConfigureAwait(false)}): everything is stopped; start again."
            : await functions.Broken.ConfigureAwait(false);

    private static Task EndAsync(IAsyncDisposable? part) => part?.DisposeAsync().AsTask() ?? Task.CompletedTask;
}
