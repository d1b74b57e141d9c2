using System.Text.Json;
using Integration.Local.FunctionsHost.Functions;
using Integration.Local.FunctionsHost.HostJson;
using Integration.Local.FunctionsHost.ServiceBus;
using Integration.Local.FunctionsHost.Settings;
using Integration.Local.FunctionsHost.Starting;
using Integration.Local.FunctionsHost.Tests.Triggers;
using Integration.Local.FunctionsHost.Triggers;
using Integration.Local.FunctionsHost.Worker;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsHost.Tests.ServiceBus;

/// <summary>The part of a host that listens to Service Bus, with one function, and the address at which workers settle.</summary>
internal sealed class MessageHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ITriggerListener _listener;

    private MessageHost(WebApplication app, ScriptedInvoker invoker, HeardLogs logs, ITriggerListener listener)
    {
        _app = app;
        _listener = listener;
        Invoker = invoker;
        Logs = logs;
        Worker = new SettlingWorker(app.Urls.Single());
    }

    public ScriptedInvoker Invoker { get; }

    public HeardLogs Logs { get; }

    public SettlingWorker Worker { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="bus">Where the function's entity is.</param>
    /// <param name="binding">The trigger's binding.</param>
    /// <param name="hostJson"><c>extensions.serviceBus</c> of host.json.</param>
    public static async Task<MessageHost> StartAsync(TestBus bus, string binding, string hostJson = "{}")
    {
        var (invoker, logs) = (new ScriptedInvoker(), new HeardLogs());
        var app = Build(bus, hostJson, invoker, logs);
        await app.StartAsync(Token);
        var kind = app.Services.GetServices<ITriggerKind>().Single(kind => kind.BindingType == "serviceBusTrigger");
        var listener = kind.Listen(TestFunctions.Triggered("Take", "serviceBusTrigger", binding));
        await listener.StartAsync(Token);
        return new MessageHost(app, invoker, logs, listener);
    }

    public Task StopAsync() => StopUntilAsync(Token);

    /// <summary>Stops, and cuts short what still runs at the cancellation.</summary>
    public Task StopUntilAsync(CancellationToken over) => _listener.StopAsync(over).WaitAsync(TimeSpan.FromSeconds(20), Token);

    public async ValueTask DisposeAsync()
    {
        await _listener.StopAsync(new CancellationToken(canceled: true));
        await _listener.DisposeAsync();
        Worker.Dispose();
        TestContext.Current.TestOutputHelper?.WriteLine(Logs.ToString());
        await _app.DisposeAsync();
    }

    private static WebApplication Build(TestBus bus, string hostJson, ScriptedInvoker invoker, HeardLogs logs)
    {
        var problems = new StartProblems();
        var section = new HostJsonSection(
            "host.json", "extensions.serviceBus", JsonDocument.Parse(hostJson).RootElement, problems);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Debug);
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(
            kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2));
        builder.Configuration.AddInMemoryCollection([new("AzureWebJobsServiceBus", bus.ConnectionString)]);
        builder.Services.AddGrpc();
        builder.Services
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new SettingExpressions(builder.Configuration))
            .AddSingleton<IFunctionInvoker>(invoker)
            .AddServiceBusTriggers(ServiceBusSettings.Read(section));
        problems.All.ShouldBeEmpty();
        var app = builder.Build();
        app.Services.GetRequiredService<IWorkerEndpoint>().Map(app);
        return app;
    }
}
