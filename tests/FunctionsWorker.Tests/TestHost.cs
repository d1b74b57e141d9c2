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
    private readonly IHost _host;
    private readonly DirectoryInfo _data;

    private TestHost(IHost host, DirectoryInfo data, RecordedLogs logs)
    {
        _host = host;
        _data = data;
        Logs = logs;
        var address = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Http = new HttpClient { BaseAddress = new Uri(address) };
    }

    public HttpClient Http { get; }

    public RecordedLogs Logs { get; }

    public IServiceProvider Services => _host.Services;

    public static Task<TestHost> StartAsync(params Type[] functions) => StartAsync(_ => { }, [], functions);

    public static async Task<TestHost> StartAsync(Action<FunctionsApplicationBuilder> configure, string[] settings, params Type[] functions)
    {
        var data = Directory.CreateTempSubdirectory("functions-worker-");
        var logs = new RecordedLogs();
        try
        {
            var host = Build(configure, [$"--Local:DataDirectory={data.FullName}", "--Local:HttpPort=0", .. settings], logs, functions);
            await host.StartAsync(TestContext.Current.CancellationToken);
            return new TestHost(host, data, logs);
        }
        catch
        {
            data.Delete(recursive: true);
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

    public Task StopAsync() => _host.StopAsync(TestContext.Current.CancellationToken);

    public async Task<(HttpStatusCode Status, string Body)> GetAsync(string path)
    {
        using var response = await Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        _data.Delete(recursive: true);
    }
}
