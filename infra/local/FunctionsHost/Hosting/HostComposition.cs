using Integration.Local.FunctionsHost.Apps;
using Integration.Local.FunctionsHost.Durable;
using Integration.Local.FunctionsHost.Functions;
using Integration.Local.FunctionsHost.Http;
using Integration.Local.FunctionsHost.ServiceBus;
using Integration.Local.FunctionsHost.Settings;
using Integration.Local.FunctionsHost.Starting;
using Integration.Local.FunctionsHost.Timers;
using Integration.Local.FunctionsHost.Triggers;
using Integration.Local.FunctionsHost.Worker;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace Integration.Local.FunctionsHost.Hosting;

/// <summary>Puts the host together: one place where all of its parts are named.</summary>
internal static class HostComposition
{
    public static WebApplication Build(HostPlan plan, HostFolder folder, ListeningSocket socket)
    {
        var options = plan.Options;
        var builder = WebApplication.CreateEmptyBuilder(new());
        HostLogging.Configure(builder.Logging, options, plan.HostJson);
        WorkerServer.Add(builder);

        var services = builder.Services;
        services.Replace(ServiceDescriptor.Singleton(plan.Settings.Configuration));
        services.AddSingleton(options);
        services.AddSingleton(options.Time);
        services.AddSingleton(plan.App);
        services.AddSingleton(plan.Settings);
        services.AddSingleton(plan.HostJson);
        services.AddSingleton(folder);
        services.AddSingleton(socket);
        services.AddSingleton(new SettingExpressions(plan.Settings.Configuration));
        services.AddSingleton(new WorkerLimits(options.WorkerStartLimit, options.WorkerAnswerLimit, options.WorkerWait));
        services.AddSingleton(new CancellationGrace(options.CancellationGrace));
        services.AddSingleton<HostState>();
        AddWorker(services);
        AddHttp(services);
        AddDurable(services);
        AddTriggers(services, plan);
        return builder.Build();
    }

    private static void AddWorker(IServiceCollection services)
    {
        services.AddSingleton<WorkerLog>();
        services.AddSingleton<WorkerStarter>();
        services.AddSingleton<WorkerSupervisor>();
        services.AddSingleton<FunctionSelection>();
        services.AddSingleton<FunctionPlans>();
        services.AddSingleton<FunctionInvoker>();
        services.AddSingleton<IFunctionInvoker>(provider => provider.GetRequiredService<FunctionInvoker>());
    }

    private static void AddHttp(IServiceCollection services)
    {
        services.AddSingleton(Forwarder);
        services.AddSingleton<ForwardedAnswer>();
        services.AddSingleton<HttpAnswers>();
        services.AddSingleton(new HttpLimits());
        services.AddSingleton<HttpServer>();
        services.AddSingleton<IHttpEndpoints, AdminEndpoints>();
    }

    // In services of its own: it brings along what would start with the host, and is of no use here.
    private static IHttpForwarder Forwarder(IServiceProvider host) => new ServiceCollection()
        .AddSingleton(host.GetRequiredService<ILoggerFactory>())
        .AddLogging()
        .AddHttpForwarder()
        .BuildServiceProvider()
        .GetRequiredService<IHttpForwarder>();

    private static DurableWebhook Webhook(IServiceProvider host)
    {
        var (address, key) = (host.GetRequiredService<ListeningSocket>().EndPoint, host.GetRequiredService<DurableKey>());
        return new DurableWebhook(new Uri($"http://{address}{DurableWebhook.Path}?code={key.Value}"));
    }

    private static void AddDurable(IServiceCollection services)
    {
        services.AddSingleton(provider => new DurableKey(HostKeys.ReadOrCreate(provider.GetRequiredService<HostFolder>().Keys)));
        services.AddSingleton(Webhook);
        services.AddSingleton<DurableTraces>();
        services.AddSingleton<DurableCalls>();
        services.AddSingleton<DurableClients>();
        services.AddSingleton<IInputBindingKind>(provider => provider.GetRequiredService<DurableClients>());
        services.AddSingleton<DurableHostBuilder>();
        services.AddSingleton<DurableHost>();
        services.AddSingleton<IHttpEndpoints, DurableEndpoints>();
    }

    /// <summary>Each kind of trigger that listens to something outside has one line here.</summary>
    private static void AddTriggers(IServiceCollection services, HostPlan plan)
    {
        services.AddSingleton<TriggerListeners>();
        services.AddServiceBusTriggers(ServiceBusSettings.Read(plan.HostJson.ServiceBus));
        services.AddTimerTriggers();
    }
}
