using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsWorker.Tests;

/// <summary>A host for some classes of functions, on any free port, with its state in a folder of its own.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly Func<string, RecordedLogs, IHost> _build;
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("functions-worker-");
    private readonly SocketsHttpHandler _connections = new();
    private IHost? _host;

    private TestHost(Func<string, RecordedLogs, IHost> build) => _build = build;

    /// <summary>Talks to the host; a restarted host has another, and what the old one has under way goes on.</summary>
    public HttpClient Http { get; private set; } = new();

    public RecordedLogs Logs { get; } = new();

    public string DataDirectory => _data.FullName;

    public IServiceProvider Services => Host.Services;

    private IHost Host => _host ?? throw new InvalidOperationException("The host is not running.");

    public static Task<TestHost> StartAsync(params Type[] functions) => StartAsync(_ => { }, [], functions);

    public static async Task<TestHost> StartAsync(Action<FunctionsApplicationBuilder> configure, string[] settings, params Type[] functions)
    {
        var host = new TestHost((data, logs) => Build(
            configure, [$"--Local:DataDirectory={data}", "--Local:HttpPort=0", .. settings], logs, functions));
        try
        {
            await host.StartAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public static IHost Build(Action<FunctionsApplicationBuilder> configure, string[] settings, RecordedLogs logs, params Type[] functions)
    {
        var builder = FunctionsApplication.CreateBuilder(settings).ConfigureFunctionsWebApplication();
        builder.FunctionTypes = functions;
        builder.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Debug);
        configure(builder);
        return builder.Build();
    }

    public Task StopAsync() => Host.StopAsync(TestContext.Current.CancellationToken);

    /// <summary>Stops the host and starts another over the same folder.</summary>
    public async Task RestartAsync(Action? whileDown = null)
    {
        await CloseAsync();
        whileDown?.Invoke();
        await StartAsync();
    }

    public async Task<(HttpStatusCode Status, string Body)> GetAsync(string path)
    {
        using var response = await Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await CloseAsync();
        }
        finally
        {
            Http.Dispose();
            _connections.Dispose();
            _data.Delete(recursive: true);
        }
    }

    private async Task StartAsync()
    {
        _host = _build(_data.FullName, Logs);
        await _host.StartAsync(TestContext.Current.CancellationToken);
        var addresses = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Http = new HttpClient(_connections, disposeHandler: false) { BaseAddress = new Uri(addresses.Single()) };
    }

    private async Task CloseAsync()
    {
        if (_host is not null)
        {
            await _host.StopAsync();
            await ((IAsyncDisposable)_host).DisposeAsync();
            _host = null;
        }
    }
}
