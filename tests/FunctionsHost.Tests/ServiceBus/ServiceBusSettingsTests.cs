using System.Net;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Integration.Local.FunctionsHost.HostJson;
using Integration.Local.FunctionsHost.ServiceBus;
using Integration.Local.FunctionsHost.Starting;

namespace Integration.Local.FunctionsHost.Tests.ServiceBus;

public sealed class ServiceBusSettingsTests
{
    private readonly StartProblems _problems = new();

    [Fact]
    public void What_host_json_does_not_say_is_as_documented()
    {
        Read("{}").ShouldSatisfyAllConditions(
            settings => settings.PrefetchCount.ShouldBe(0),
            settings => settings.AutoCompleteMessages.ShouldBeTrue(),
            settings => settings.MaxAutoLockRenewalDuration.ShouldBe(TimeSpan.FromMinutes(5)),
            settings => settings.MaxConcurrentCalls.ShouldBe(16 * Environment.ProcessorCount),
            settings => settings.MaxConcurrentSessions.ShouldBe(8),
            settings => settings.MaxConcurrentCallsPerSession.ShouldBe(1),
            settings => settings.SessionIdleTimeout.ShouldBeNull(),
            settings => settings.MaxMessageBatchSize.ShouldBe(1000),
            settings => settings.MinMessageBatchSize.ShouldBe(1),
            settings => settings.MaxBatchWaitTime.ShouldBe(TimeSpan.FromSeconds(30)),
            settings => settings.Client.TransportType.ShouldBe(ServiceBusTransportType.AmqpTcp),
            settings => settings.Client.RetryOptions.MaxRetries.ShouldBe(3));
        _problems.All.ShouldBeEmpty();
    }

    [Fact]
    public void All_that_is_documented_is_read()
    {
        var settings = Read(
            """
            {
              "clientRetryOptions": {
                "mode": "fixed", "tryTimeout": "00:00:10", "delay": "00:00:00.80", "maxDelay": "00:00:20", "maxRetries": 7
              },
              "prefetchCount": 2,
              "transportType": "amqpWebSockets",
              "webProxy": "https://proxyserver:8080",
              "autoCompleteMessages": false,
              "maxAutoLockRenewalDuration": "00:06:00",
              "maxConcurrentCalls": 3,
              "maxConcurrentSessions": 4,
              "maxConcurrentCallsPerSession": 5,
              "maxMessageBatchSize": 100,
              "minMessageBatchSize": 10,
              "maxBatchWaitTime": "00:00:05",
              "sessionIdleTimeout": "00:00:07",
              "enableCrossEntityTransactions": true
            }
            """);
        _problems.All.ShouldBeEmpty();
        _problems.Warnings.ShouldBeEmpty();
        settings.Client.ShouldSatisfyAllConditions(
            client => client.TransportType.ShouldBe(ServiceBusTransportType.AmqpWebSockets),
            client => client.WebProxy.ShouldBeOfType<WebProxy>().Address.ShouldBe(new Uri("https://proxyserver:8080")),
            client => client.EnableCrossEntityTransactions.ShouldBeTrue(),
            client => client.RetryOptions.Mode.ShouldBe(ServiceBusRetryMode.Fixed),
            client => client.RetryOptions.TryTimeout.ShouldBe(TimeSpan.FromSeconds(10)),
            client => client.RetryOptions.Delay.ShouldBe(TimeSpan.FromSeconds(0.8)),
            client => client.RetryOptions.MaxDelay.ShouldBe(TimeSpan.FromSeconds(20)),
            client => client.RetryOptions.MaxRetries.ShouldBe(7));
        QueueListener.OptionsOf(settings).ShouldSatisfyAllConditions(
            options => options.PrefetchCount.ShouldBe(2),
            options => options.MaxConcurrentCalls.ShouldBe(3),
            options => options.MaxAutoLockRenewalDuration.ShouldBe(TimeSpan.FromMinutes(6)));
        SessionListener.OptionsOf(settings).ShouldSatisfyAllConditions(
            options => options.PrefetchCount.ShouldBe(2),
            options => options.MaxConcurrentSessions.ShouldBe(4),
            options => options.MaxConcurrentCallsPerSession.ShouldBe(5),
            options => options.MaxAutoLockRenewalDuration.ShouldBe(TimeSpan.FromMinutes(6)),
            options => options.SessionIdleTimeout.ShouldBe(TimeSpan.FromSeconds(7)));
    }

    [Theory]
    [InlineData("""{ "maxConcurrentCalls": 0 }""", "maxConcurrentCalls is 0. It must be an integer of 1 or more.")]
    [InlineData("""{ "transportType": "tcp" }""", "transportType is \"tcp\". It must be one of AmqpTcp, AmqpWebSockets.")]
    [InlineData("""{ "webProxy": "https://proxy" }""", "webProxy is \"https://proxy\". It must be left out, unless transportType is amqpWebSockets.")]
    [InlineData("""{ "webProxy": "proxy" }""", "webProxy is \"proxy\". It must be an address such as https://proxyserver:8080.")]
    [InlineData(
        """{ "minMessageBatchSize": 20, "maxMessageBatchSize": 10 }""",
        "minMessageBatchSize is 20. It must be at most maxMessageBatchSize, which is 10.")]
    [InlineData("""{ "maxBatchWaitTime": "00:03:00" }""", "maxBatchWaitTime is \"00:03:00\". It must be at most 00:02:30: half of the longest lock.")]
    [InlineData(
        """{ "clientRetryOptions": { "delay": "01:00:00" } }""",
        "clientRetryOptions.delay is \"01:00:00\". It must be a time from 00:00:00.0010000 to 00:05:00.")]
    [InlineData("""{ "clientRetryOptions": { "maxRetries": 101 } }""", "clientRetryOptions.maxRetries is 101. It must be at most 100.")]
    public void A_wrong_value_is_told_with_its_path_and_what_would_be_right(string json, string said)
    {
        Read(json);
        _problems.All.ShouldHaveSingleItem().ShouldBe($"host.json: extensions.serviceBus.{said}");
    }

    [Theory]
    [InlineData("""{ "maxConcurrentCals": 1 }""", "maxConcurrentCals")]
    [InlineData("""{ "clientRetryOptions": { "retries": 1 } }""", "clientRetryOptions.retries")]
    public void An_unknown_key_is_told(string json, string key)
    {
        Read(json);
        _problems.Warnings.ShouldHaveSingleItem().ShouldContain($"extensions.serviceBus.{key} ");
    }

    private ServiceBusSettings Read(string json) => ServiceBusSettings.Read(
        new HostJsonSection("host.json", "extensions.serviceBus", JsonDocument.Parse(json).RootElement, _problems));
}
