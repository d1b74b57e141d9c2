using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsHost.Tests.Starting;

/// <summary>What is wrong before a worker is started, and told in a line each.</summary>
public sealed class StartTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("functions-host-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_folder_that_does_not_exist_is_told() =>
        (await ProblemAsync(App("nowhere")))
            .ShouldContain("nowhere' does not exist. Give the build output of a .NET isolated function app");

    [Fact]
    public async Task A_folder_without_an_app_is_told()
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "empty"));
        (await ProblemAsync(App("empty"))).ShouldContain("has no worker.config.json");
    }

    [Fact]
    public async Task A_projects_folder_is_told_to_give_its_build_output()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.FullName, "project"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "Project.csproj"), "<Project />", Cancellation);
        (await ProblemAsync(App("project"))).ShouldContain("It is the folder of a project: build it, and give the build output");
    }

    [Fact]
    public async Task An_app_without_host_json_is_told() =>
        (await ProblemAsync(Copy(("host.json", null)))).ShouldContain("host.json' does not exist.");

    [Fact]
    public async Task An_app_in_another_language_is_told() =>
        (await ProblemAsync(Copy(("worker.config.json", """{ "description": { "language": "node" } }"""))))
            .ShouldContain("the language of the app is 'node'. This host runs 'dotnet-isolated' only.");

    [Fact]
    public async Task A_worker_that_is_not_there_is_told() =>
        (await ProblemAsync(Copy((TestApp.Assembly, null)))).ShouldContain($"{TestApp.Assembly}' does not exist. Build the app again.");

    [Fact]
    public async Task A_settings_file_that_is_named_and_missing_is_told() =>
        (await ProblemAsync(App(TestApp.Folder) with { SettingsFile = Path.Combine(_folder.FullName, "my.settings.json") }))
            .ShouldContain("my.settings.json' does not exist. Write it, or leave --SettingsFile away.");

    [Fact]
    public async Task A_port_that_is_taken_is_told_and_nothing_is_started()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        (await ProblemAsync(App(TestApp.Folder) with { HttpPort = port }))
            .ShouldBe($"Port {port} on 127.0.0.1 cannot be used: another program listens on it. "
                + "Choose another with --HttpPort (0 is any free one).");
    }

    [Fact]
    public async Task A_data_directory_that_another_host_uses_is_told()
    {
        await using var host = await TestHost.StartAsync();
        (await ProblemAsync(App(TestApp.Folder) with { DataDirectory = host.DataDirectory })).ShouldContain("is in use by another host");
        (await host.GetAsync("greetings/Ann")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task All_that_is_wrong_with_host_json_is_told_at_once()
    {
        const string Wrong = """
            { "version": "1.0", "functionTimeout": "soon", "extensions": { "http": { "routePrefix": 7 } },
              "logging": { "logLevel": { "default": "Loud" } } }
            """;
        var error = await ErrorAsync(Copy(("host.json", Wrong)));
        error.Problems.Count.ShouldBe(4);
        error.Message.ShouldContain("version is \"1.0\". It must be \"2.0\".");
        error.Message.ShouldContain("functionTimeout is \"soon\". It must be a time as hh:mm:ss.");
        error.Message.ShouldContain("extensions.http.routePrefix is 7. It must be a string.");
        error.Message.ShouldContain("logging.logLevel.default is \"Loud\". It must be one of Trace,");
    }

    [Fact]
    public async Task What_host_json_says_in_vain_is_told_at_the_start()
    {
        const string InVain = """
            { "version": "2.0", "watchFiles": [], "extensions": { "http": { "routePrefix": "open/v1", "dynamicThrottlesEnabled": true },
              "durableTask": { "hubName": "Hub", "hubColour": "green", "tracing": { "loud": true } }, "kafka": {} } }
            """;
        await using var host = await TestHost.StartAsync(options => Copy(("host.json", InVain)) with
        {
            Settings = options.Settings,
            Logging = options.Logging,
        });
        var warnings = string.Join('\n', host.Logs.At(LogLevel.Warning));
        warnings.ShouldContain("watchFiles");
        warnings.ShouldContain("extensions.http.dynamicThrottlesEnabled");
        warnings.ShouldContain("extensions.kafka");
        warnings.ShouldContain("extensions.durableTask.hubColour");
        warnings.ShouldContain("extensions.durableTask.tracing.loud");
    }

    [Fact]
    public async Task A_wrong_value_for_durable_functions_is_told_with_its_path()
    {
        const string Wrong = """
            { "version": "2.0", "extensions": { "durableTask": { "maxConcurrentActivityFunctions": "many" } } }
            """;
        (await ErrorAsync(Copy(("host.json", Wrong)) with { Settings = NoEntity() })).Problems.ShouldHaveSingleItem()
            .ShouldContain("durableTask:maxConcurrentActivityFunctions");
    }

    [Fact]
    public async Task A_file_of_settings_in_the_apps_folder_reaches_the_app_and_what_is_given_wins()
    {
        const string Settings = """
            { "IsEncrypted": false, "Values": { "Greeting": "From the file", "Other__Part": "nested" },
              "ConnectionStrings": { "Store": "there" } }
            """;
        await using var host = await TestHost.StartAsync(
            options => Copy(("local.settings.json", Settings)) with { Settings = options.Settings, Logging = options.Logging },
            ("Given", "yes"));
        (await host.GetAsync("settings/Greeting")).Body.ShouldBe("From the file");
        (await host.GetAsync("settings/Other:Part")).Body.ShouldBe("nested");
        (await host.GetAsync("settings/ConnectionStrings:Store")).Body.ShouldBe("there");

        host.Settings = host.Settings.Append(new("Greeting", "Given")).ToDictionary();
        await host.RestartAsync();
        (await host.GetAsync("settings/Greeting")).Body.ShouldBe("Given");
    }

    private static Dictionary<string, string> NoEntity() => new() { ["AzureWebJobs.Counter.Disabled"] = "true" };

    private FunctionsHostOptions App(string folder) => new()
    {
        App = Path.Combine(_folder.FullName, folder),
        HttpPort = 0,
        DataDirectory = Path.Combine(_folder.FullName, "data"),
        Logging = _ => { },
    };

    private FunctionsHostOptions Copy(params (string Name, string? Text)[] files)
    {
        var folder = Path.Combine(_folder.FullName, "app");
        if (!Directory.Exists(folder))
        {
            TestApp.CopyTo(folder, files);
        }

        return App("app");
    }

    private static async Task<string> ProblemAsync(FunctionsHostOptions options) =>
        (await ErrorAsync(options)).Problems.ShouldHaveSingleItem();

    private static Task<HostStartException> ErrorAsync(FunctionsHostOptions options) =>
        Should.ThrowAsync<HostStartException>(async () =>
        {
            await using var host = await LocalFunctionsHost.StartAsync(options, Cancellation);
        });
}
