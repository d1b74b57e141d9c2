using Azure.Messaging.ServiceBus;
using Integration.Local.FunctionsHost.Apps;

namespace Integration.Local.FunctionsHost.ServiceBus;

/// <summary>A function with the queue or subscription whose messages start it.</summary>
/// <param name="Function">What to run.</param>
/// <param name="Connection">Where the entity is.</param>
/// <param name="Entity">The queue or topic.</param>
/// <param name="Subscription">The topic's subscription; null for a queue.</param>
/// <param name="HasSessions">Whether the entity has sessions.</param>
/// <param name="IsBatched">Whether the function takes many messages at once.</param>
/// <param name="CompletesMessages">Whether the host completes what the function has not settled.</param>
internal sealed record ServiceBusFunction(
    HostedFunction Function,
    ServiceBusConnection Connection,
    string Entity,
    string? Subscription,
    bool HasSessions,
    bool IsBatched,
    bool CompletesMessages)
{
    public string Name => Function.Name;

    /// <summary>How the entity is named to people.</summary>
    public string Path => Subscription is null ? Entity : $"{Entity}/{Subscription}";

    public ServiceBusProcessor CreateProcessor(ServiceBusClient client, ServiceBusProcessorOptions options) => Subscription is null
        ? client.CreateProcessor(Entity, options)
        : client.CreateProcessor(Entity, Subscription, options);

    public ServiceBusSessionProcessor CreateSessionProcessor(ServiceBusClient client, ServiceBusSessionProcessorOptions options) =>
        Subscription is null
            ? client.CreateSessionProcessor(Entity, options)
            : client.CreateSessionProcessor(Entity, Subscription, options);

    public ServiceBusReceiver CreateReceiver(ServiceBusClient client, ServiceBusReceiverOptions options) => Subscription is null
        ? client.CreateReceiver(Entity, options)
        : client.CreateReceiver(Entity, Subscription, options);

    public Task<ServiceBusSessionReceiver> AcceptNextSessionAsync(
        ServiceBusClient client, ServiceBusSessionReceiverOptions options, CancellationToken cancellation) => Subscription is null
        ? client.AcceptNextSessionAsync(Entity, options, cancellation)
        : client.AcceptNextSessionAsync(Entity, Subscription, options, cancellation);
}
