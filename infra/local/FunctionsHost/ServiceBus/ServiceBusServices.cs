using Integration.Local.FunctionsHost.Functions;
using Integration.Local.FunctionsHost.ServiceBus.Settling;
using Integration.Local.FunctionsHost.Triggers;
using Integration.Local.FunctionsHost.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Local.FunctionsHost.ServiceBus;

/// <summary>Makes a host listen to Service Bus, send to it, and settle for its workers.</summary>
internal static class ServiceBusServices
{
    public static IServiceCollection AddServiceBusTriggers(this IServiceCollection services, ServiceBusSettings settings) => services
        .AddSingleton(settings)
        .AddSingleton<ServiceBusClients>()
        .AddSingleton<LockRegistry>()
        .AddSingleton<MessageInvoker>()
        .AddSingleton<ITriggerKind, ServiceBusTriggers>()
        .AddSingleton<IOutputBindingKind, ServiceBusOutputs>()
        .AddSingleton<IWorkerEndpoint, SettlementEndpoint>();
}
