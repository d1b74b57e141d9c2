using System.Net;
using System.Text.Json;
using Integration.Local.DurableTask;
using Integration.Local.FunctionsWorker.Discovery;
using Integration.Local.FunctionsWorker.Durable;
using Integration.Local.FunctionsWorker.HostJson;
using Integration.Local.FunctionsWorker.Http;
using Integration.Local.FunctionsWorker.Invocation;
using Integration.Local.FunctionsWorker.ServiceBus;
using Integration.Local.FunctionsWorker.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Integration.Local.FunctionsWorker.Hosting;

/// <summary>Puts the host together out of settings, functions and triggers, or says everything that is in the way.</summary>
internal sealed class HostComposition(WebApplicationBuilder web, MiddlewarePipeline middleware)
{
    private readonly StartProblems _problems = new();

    /// <exception cref="HostStartException">Settings or functions are wrong.</exception>
    public FunctionsHost Build(IReadOnlyList<Type>? functionTypes, bool answersHttp)
    {
        var source = FunctionsSource.Find(web.Configuration, functionTypes, _problems);
        var options = LocalHostOptionsReader.Read(web.Configuration, _problems);
        var settings = HostJsonFile.Load(source.Folder, _problems);
        ITriggerKind[] kinds =
        [
            new HttpTriggers(settings.RoutePrefix, answersHttp),
            new ServiceBusTriggers(web.Configuration, settings.ServiceBus),
            new TimerTriggers(new SettingExpressions(web.Configuration)),
            new OrchestrationTriggers(),
            new ActivityTriggers(),
        ];
        var functions = FunctionDiscovery.Find(source.Types, _problems);
        var hosted = new FunctionPlanner(kinds, _problems).Plan(functions);
        _problems.ThrowIfAny();

        AddLogLevels(settings.LogLevels);
        AddServices(options);
        if (hosted.Any(IsDurable))
        {
            AddEngine(options, settings.DurableTask);
        }

        Array.ForEach(kinds, kind => kind.AddServices(web.Services));
        var application = web.Build();
        ConstructorCheck.Run(functions, application.Services, _problems);
        _problems.ThrowIfAny();
        Array.ForEach(kinds, kind => kind.Connect(application));
        return new FunctionsHost(application, _problems.Warnings);
    }

    private static bool IsDurable(HostedFunction function) =>
        function.Definition.InputBindings.Values.Any(binding => DurableBinding.IsDurable(binding.Type));

    // First in the list, so that every other source of settings wins.
    private void AddLogLevels(IReadOnlyDictionary<string, string> levels) =>
        web.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = levels.Select(level => KeyValuePair.Create($"Logging:LogLevel:{level.Key}", (string?)level.Value)),
        });

    private void AddServices(LocalHostOptions options)
    {
        var services = web.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(Options.Create(options));
        services.AddSingleton(middleware);
        services.AddSingleton<FunctionInvoker>();
        services.AddSingleton<InvocationLifetime>();
        services.AddHostedService<TriggerListeners>();
        services.Configure<JsonSerializerOptions>(json => json.PropertyNameCaseInsensitive = true);
        services.AddSingleton(provider => new RequestBody(provider.GetRequiredService<IOptions<JsonSerializerOptions>>().Value));
        Listen(IPAddress.Parse(options.Address), options.HttpPort);
    }

    // The functions' own serializer, so that a payload looks the same wherever it goes.
    private void AddEngine(LocalHostOptions options, DurableTaskSettings settings)
    {
        web.Services.TryAddSingleton<DataConverter>(provider =>
            new JsonDataConverter(provider.GetRequiredService<IOptions<JsonSerializerOptions>>().Value));
        web.Services.AddLocalDurableTask(_ => { }, engine =>
        {
            engine.DatabasePath = Path.Combine(options.DataDirectory, "durable-tasks.db");
            engine.MaxConcurrentActivities = settings.MaxConcurrentActivities ?? engine.MaxConcurrentActivities;
            engine.MaxConcurrentOrchestrations = settings.MaxConcurrentOrchestrators ?? engine.MaxConcurrentOrchestrations;
        });
    }

    private void Listen(IPAddress address, int port)
    {
        web.Services.AddSingleton(_ => new ListeningSocket(address, port));
        web.Services.AddOptions<SocketTransportOptions>()
            .Configure<ListeningSocket>((transport, socket) => transport.CreateBoundListenSocket = socket.Take);
        web.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(address, port);
        });
    }
}
