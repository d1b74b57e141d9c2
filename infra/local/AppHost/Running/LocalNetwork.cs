using Integration.Local.AppHost.Keys;
using Integration.Local.AppHost.Tables;
using Integration.Local.ServiceBusEmulator;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

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
    private IHost? _functions;

    private LocalNetwork(DirectoryHold hold, TimeProvider time) => (_hold, _time) = (hold, time);

    public DataDirectory Directory => _hold.Directory;

    public Addresses Addresses { get; private set; } = null!;

    public StartTimes Times { get; private set; } = null!;

    /// <summary>Completes when a part ended that should not have, with what happened.</summary>
    public Task<string> Broken { get; private set; } = null!;

    /// <summary>Starts everything. Returns once cases are taken in.</summary>
    /// <param name="options">Where.</param>
    /// <param name="functions">Puts the functions together, from settings as <c>--Key=Value</c>.</param>
    /// <param name="time">What time it is.</param>
    /// <param name="cancellation">Stops the start, and what has started.</param>
    /// <exception cref="AppHostException">The data directory, a port or Azurite stands in the way.</exception>
    /// <exception cref="BrokerStartException">The broker's store or port stands in the way.</exception>
    public static async Task<LocalNetwork> StartAsync(
        AppHostOptions options, Func<string[], IHost> functions, TimeProvider time, CancellationToken cancellation)
    {
        var network = new LocalNetwork(DirectoryHold.Take(DataDirectory.At(options.DataDirectory)), time);
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
        }
    }

    private async Task OpenAsync(AppHostOptions options, Func<string[], IHost> build, CancellationToken cancellation)
    {
        await TableService.ClearLeftOverAsync(Directory, cancellation).ConfigureAwait(false);
        LoopbackPorts.EnsureFree(options);
        var tables = TimeAsync(async () =>
            _tables = await TableService.StartAsync(Directory, options.TablePort, cancellation).ConfigureAwait(false));
        var messages = TimeAsync(async () =>
            _broker = await Broker.StartAsync(BrokerOptions(options), _time, ct: cancellation).ConfigureAwait(false));
        await Task.WhenAll(tables, messages).ConfigureAwait(false);
        var functions = await TimeAsync(() => StartFunctionsAsync(options, build, cancellation)).ConfigureAwait(false);
        Times = new StartTimes(await tables.ConfigureAwait(false), await messages.ConfigureAwait(false), functions);
        Addresses = new Addresses(AddressOf(_functions!), _broker!.ConnectionString, _tables!.Endpoint);
        Broken = WatchAsync(_tables);
        _hold.Announce(Addresses);
    }

    private BrokerOptions BrokerOptions(AppHostOptions options) => new()
    {
        TopologyPath = Path.Combine(AppContext.BaseDirectory, "servicebus.json"),
        DataDirectory = Directory.Messages,
        Port = options.AmqpPort,
    };

    private async Task StartFunctionsAsync(AppHostOptions options, Func<string[], IHost> build, CancellationToken cancellation)
    {
        using var key = SigningKey.Of(Directory);
        var functions = build(FunctionsSettings.Of(options, Directory, key, _tables!.ConnectionString, _broker!.ConnectionString));
        try
        {
            await functions.StartAsync(cancellation).ConfigureAwait(false);
            _functions = functions;
        }
        catch
        {
            // What has not started can't be stopped.
            await EndAsync((IAsyncDisposable)functions).ConfigureAwait(false);
            throw;
        }
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

        using var limit = new CancellationTokenSource(_grace);
        try
        {
            await _functions.StopAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            // What they were at is done again after the next start.
            return;
        }

        await EndAsync((IAsyncDisposable)_functions).ConfigureAwait(false);
    }

    private static Uri AddressOf(IHost functions)
    {
        var addresses = functions.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new UriBuilder(addresses.First()) { Host = "localhost" }.Uri;
    }

    private static async Task<string> WatchAsync(TableService tables) =>
        $"Azurite ended unexpectedly ({await tables.Ended.ConfigureAwait(false)}): everything is stopped; start again.";

    private static Task EndAsync(IAsyncDisposable? part) => part?.DisposeAsync().AsTask() ?? Task.CompletedTask;
}
