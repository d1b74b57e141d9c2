using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsHost.Tests;

/// <summary>A host of the test app on any free port, with its state in a folder of its own.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("functions-host-");
    private readonly Func<FunctionsHostOptions, FunctionsHostOptions> _configure;
    private LocalFunctionsHost? _host;

    private TestHost(Func<FunctionsHostOptions, FunctionsHostOptions> configure) => _configure = configure;

    public HttpClient Http { get; private set; } = new();

    public RecordedLogs Logs { get; } = new();

    /// <summary>The folder of the test; the host's data is below it.</summary>
    public string Folder => _folder.FullName;

    public string DataDirectory => Path.Combine(Folder, "data");

    public string Diary => Path.Combine(Folder, "diary");

    public LocalFunctionsHost Host => _host ?? throw new InvalidOperationException("The host is not running.");

    public static Task<TestHost> StartAsync(params (string Name, string Value)[] settings) => StartAsync(options => options, settings);

    public static async Task<TestHost> StartAsync(
        Func<FunctionsHostOptions, FunctionsHostOptions> configure, params (string Name, string Value)[] settings)
    {
        var host = Create(configure, settings);
        try
        {
            await host.RunAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>A host that has not been started.</summary>
    public static TestHost Create(Func<FunctionsHostOptions, FunctionsHostOptions> configure, params (string Name, string Value)[] settings)
    {
        var host = new TestHost(configure);
        host.Settings = settings.Append(("Diary", host.Diary)).Append(("MischiefFolder", host.Folder))
            .Append(("AzureWebJobs.Counter.Disabled", "true"))
            .DistinctBy(setting => setting.Item1)
            .ToDictionary(setting => setting.Item1, setting => setting.Item2);
        return host;
    }

    public IReadOnlyDictionary<string, string> Settings { get; set; } = new Dictionary<string, string>();

    public async Task RunAsync(CancellationToken cancellation = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation, TestContext.Current.CancellationToken);
        _host = await LocalFunctionsHost.StartAsync(Options(), limit.Token);
        Http = new HttpClient { BaseAddress = new Uri(_host.Address, "open/v1/"), Timeout = TimeSpan.FromSeconds(100) };
    }

    /// <summary>Stops the host and starts another over the same folder.</summary>
    public async Task RestartAsync()
    {
        await CloseAsync();
        await RunAsync();
    }

    public async Task<(HttpStatusCode Status, string Body)> GetAsync(string path)
    {
        using var response = await Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public Task<(HttpStatusCode Status, string Body)> PostAsync(string path, string body = "") => SendAsync(HttpMethod.Post, path, body);

    public async Task<(HttpStatusCode Status, string Body)> SendAsync(HttpMethod method, string path, string body = "")
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body) };
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>What <c>/admin/host/status</c> says.</summary>
    public async Task<JsonElement> StatusAsync() =>
        JsonDocument.Parse((await GetAsync("/admin/host/status")).Body).RootElement;

    /// <summary>The process that runs functions just now.</summary>
    public async Task<Process> WorkerAsync() =>
        Process.GetProcessById((await StatusAsync()).GetProperty("worker").GetProperty("processId").GetInt32());

    /// <summary>Kills the process that runs functions, and waits until another one does.</summary>
    public async Task KillWorkerAsync()
    {
        using var worker = await WorkerAsync();
        worker.Kill();
        await Logs.WaitForAsync("Another worker runs");
    }

    /// <summary>What functions have noted so far.</summary>
    public string[] Notes() => File.Exists(Diary) ? File.ReadAllLines(Diary) : [];

    /// <summary>Waits until a function has noted a line so many times.</summary>
    public Task WaitForNoteAsync(string line, int times = 1) =>
        Eventually.BeTrueAsync(() => Notes().Count(note => note == line) >= times, $"'{line}' was noted {times} times");

    public Task StopAsync() => Host.StopAsync(TimeSpan.FromSeconds(10));

    public async ValueTask DisposeAsync()
    {
        try
        {
            await CloseAsync();
        }
        finally
        {
            Http.Dispose();
            _folder.Delete(recursive: true);
        }
    }

    public FunctionsHostOptions Options() => _configure(new FunctionsHostOptions
    {
        App = TestApp.Folder,
        HttpPort = 0,
        DataDirectory = DataDirectory,
        Settings = Settings,
        Logging = logging => logging.AddProvider(Logs),
    });

    private async Task CloseAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
            _host = null;
        }
    }
}
