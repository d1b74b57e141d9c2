using System.Net;
using Azure.Messaging.ServiceBus;
using Integration.Local.FunctionsHost.HostJson;

namespace Integration.Local.FunctionsHost.ServiceBus;

/// <summary><c>extensions.serviceBus</c> of host.json, with the official defaults.</summary>
internal sealed record ServiceBusSettings
{
    private static readonly TimeSpan _longestBatchWait = TimeSpan.FromSeconds(150);

    /// <summary>Messages fetched ahead by each receiver. Default 0.</summary>
    public int PrefetchCount { get; init; }

    /// <summary>Whether the host completes a message when its function succeeds; a trigger can say otherwise. Default true.</summary>
    public bool AutoCompleteMessages { get; init; } = true;

    /// <summary>How long the lock of a message or session is renewed while its function runs; not for batches. Default 5 minutes.</summary>
    public TimeSpan MaxAutoLockRenewalDuration { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Messages at once for each function without sessions. Default 16 for each processor.</summary>
    public int MaxConcurrentCalls { get; init; } = 16 * Environment.ProcessorCount;

    /// <summary>Sessions at once for each function with sessions. Default 8.</summary>
    public int MaxConcurrentSessions { get; init; } = 8;

    /// <summary>Messages of one session at once. Default 1: in order.</summary>
    public int MaxConcurrentCallsPerSession { get; init; } = 1;

    /// <summary>How long a session may have no message before another is taken; null for <c>clientRetryOptions.tryTimeout</c>.</summary>
    public TimeSpan? SessionIdleTimeout { get; init; }

    /// <summary>The most messages that a batch function gets at once. Default 1000.</summary>
    public int MaxMessageBatchSize { get; init; } = 1000;

    /// <summary>How many messages a batch function waits for. Default 1.</summary>
    public int MinMessageBatchSize { get; init; } = 1;

    /// <summary>How long a batch function waits for them at most, from the first message on. Default 30 seconds.</summary>
    public TimeSpan MaxBatchWaitTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How the client reaches the namespace: retries, transport, proxy.</summary>
    public ServiceBusClientOptions Client { get; init; } = new();

    /// <summary>Reads the section; what is wrong in it is told to the section's problems.</summary>
    public static ServiceBusSettings Read(HostJsonSection section)
    {
        var defaults = new ServiceBusSettings();
        var settings = new ServiceBusSettings
        {
            PrefetchCount = section.Integer("prefetchCount", 0) ?? defaults.PrefetchCount,
            AutoCompleteMessages = section.Boolean("autoCompleteMessages") ?? defaults.AutoCompleteMessages,
            MaxAutoLockRenewalDuration = section.Duration("maxAutoLockRenewalDuration") ?? defaults.MaxAutoLockRenewalDuration,
            MaxConcurrentCalls = section.Integer("maxConcurrentCalls", 1) ?? defaults.MaxConcurrentCalls,
            MaxConcurrentSessions = section.Integer("maxConcurrentSessions", 1) ?? defaults.MaxConcurrentSessions,
            MaxConcurrentCallsPerSession = section.Integer("maxConcurrentCallsPerSession", 1) ?? defaults.MaxConcurrentCallsPerSession,
            SessionIdleTimeout = section.Duration("sessionIdleTimeout"),
            MaxMessageBatchSize = section.Integer("maxMessageBatchSize", 1) ?? defaults.MaxMessageBatchSize,
            MinMessageBatchSize = section.Integer("minMessageBatchSize", 1) ?? defaults.MinMessageBatchSize,
            MaxBatchWaitTime = section.Duration("maxBatchWaitTime") ?? defaults.MaxBatchWaitTime,
            Client = ClientOf(section),
        };
        settings.Check(section);
        section.WarnOfUnknown();
        return settings;
    }

    private static ServiceBusClientOptions ClientOf(HostJsonSection section)
    {
        var options = new ServiceBusClientOptions
        {
            RetryOptions = RetryOf(section.Section("clientRetryOptions")),
            TransportType = ChoiceOf<ServiceBusTransportType>(section, "transportType") ?? default,
            EnableCrossEntityTransactions = section.Boolean("enableCrossEntityTransactions") ?? false,
        };
        if (section.Text("webProxy") is { Length: > 0 } proxy)
        {
            if (!Uri.TryCreate(proxy, UriKind.Absolute, out var address))
            {
                section.Refuse("webProxy", "an address such as https://proxyserver:8080");
            }
            else if (options.TransportType != ServiceBusTransportType.AmqpWebSockets)
            {
                section.Refuse("webProxy", "left out, unless transportType is amqpWebSockets");
            }
            else
            {
                options.WebProxy = new WebProxy(address);
            }
        }

        return options;
    }

    private static ServiceBusRetryOptions RetryOf(HostJsonSection section)
    {
        var retry = new ServiceBusRetryOptions();
        retry.Mode = ChoiceOf<ServiceBusRetryMode>(section, "mode") ?? retry.Mode;
        retry.TryTimeout = Within(section, "tryTimeout", TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)) ?? retry.TryTimeout;
        retry.Delay = Within(section, "delay", TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(5)) ?? retry.Delay;
        retry.MaxDelay = Within(section, "maxDelay", TimeSpan.Zero, TimeSpan.FromHours(1)) ?? retry.MaxDelay;
        retry.MaxRetries = AtMost(section, "maxRetries", 100) ?? retry.MaxRetries;
        section.WarnOfUnknown();
        return retry;
    }

    private static TimeSpan? Within(HostJsonSection section, string name, TimeSpan least, TimeSpan most)
    {
        var value = section.Duration(name);
        if (value < least || value > most)
        {
            section.Refuse(name, $"a time from {least} to {most}");
            return null;
        }

        return value;
    }

    private static int? AtMost(HostJsonSection section, string name, int most)
    {
        var value = section.Integer(name, 0);
        if (value > most)
        {
            section.Refuse(name, $"at most {most}");
            return null;
        }

        return value;
    }

    private static T? ChoiceOf<T>(HostJsonSection section, string name)
        where T : struct, Enum => section.OneOf(name, Enum.GetNames<T>()) is { } text ? Enum.Parse<T>(text) : null;

    private void Check(HostJsonSection section)
    {
        if (MinMessageBatchSize > MaxMessageBatchSize)
        {
            section.Refuse("minMessageBatchSize", $"at most maxMessageBatchSize, which is {MaxMessageBatchSize}");
        }

        if (MaxBatchWaitTime > _longestBatchWait)
        {
            section.Refuse("maxBatchWaitTime", $"at most {_longestBatchWait}: half of the longest lock");
        }
    }
}
