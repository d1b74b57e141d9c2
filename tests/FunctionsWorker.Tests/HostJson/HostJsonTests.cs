using Integration.Local.FunctionsWorker.Hosting;
using Integration.Local.FunctionsWorker.HostJson;

namespace Integration.Local.FunctionsWorker.Tests.HostJson;

public sealed class HostJsonTests
{
    private readonly StartProblems _problems = new();

    [Fact]
    public void Defaults_are_the_official_ones()
    {
        var settings = Read("""{ "version": "2.0" }""");
        settings.RoutePrefix.ShouldBe("api");
        settings.ServiceBus.ShouldBe(new ServiceBusSettings
        {
            PrefetchCount = 0,
            AutoCompleteMessages = true,
            MaxAutoLockRenewalDuration = TimeSpan.FromMinutes(5),
            MaxConcurrentCalls = 16 * Environment.ProcessorCount,
            MaxConcurrentSessions = 8,
            MaxConcurrentCallsPerSession = 1,
            SessionIdleTimeout = null,
            MaxMessageBatchSize = 1000,
        });
        _problems.All.ShouldBeEmpty();
    }

    [Fact]
    public void Sections_are_read_with_comments_and_names_in_any_case()
    {
        var settings = Read("""
            {
              "version": "2.0",
              "logging": { "logLevel": { "default": "Warning", "Azure": "Error" } },
              "extensions": {
                "HTTP": { "routePrefix": "/services/" }, // a comment
                "serviceBus": { "maxConcurrentCalls": 7, "autoCompleteMessages": false, "sessionIdleTimeout": "00:00:02" },
                "durableTask": { "hubName": "Hub", "maxConcurrentActivityFunctions": 3, "maxConcurrentOrchestratorFunctions": 2 },
              }
            }
            """);
        settings.RoutePrefix.ShouldBe("services");
        settings.ServiceBus.MaxConcurrentCalls.ShouldBe(7);
        settings.ServiceBus.AutoCompleteMessages.ShouldBeFalse();
        settings.ServiceBus.SessionIdleTimeout.ShouldBe(TimeSpan.FromSeconds(2));
        settings.DurableTask.ShouldBe(new DurableTaskSettings { MaxConcurrentActivities = 3, MaxConcurrentOrchestrators = 2 });
        settings.LogLevels.ShouldBe(new Dictionary<string, string> { ["default"] = "Warning", ["Azure"] = "Error" }, ignoreOrder: true);
        _problems.All.ShouldBeEmpty();
        _problems.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{ "version": "1.0" }""", "version is \"1.0\". It must be \"2.0\".")]
    [InlineData("""{ }""", "version is missing. It must be \"2.0\".")]
    [InlineData("""[]""", "it is no JSON object.")]
    [InlineData(
        """{ "version": "2.0", "extensions": { "serviceBus": { "maxConcurrentCalls": 0 } } }""",
        "extensions.serviceBus.maxConcurrentCalls is 0. It must be an integer of 1 or more.")]
    [InlineData(
        """{ "version": "2.0", "extensions": { "serviceBus": { "maxAutoLockRenewalDuration": "long" } } }""",
        "extensions.serviceBus.maxAutoLockRenewalDuration is \"long\". It must be a time as hh:mm:ss.")]
    [InlineData(
        """{ "version": "2.0", "extensions": { "serviceBus": { "autoCompleteMessages": "yes" } } }""",
        "extensions.serviceBus.autoCompleteMessages is \"yes\". It must be true or false.")]
    [InlineData("""{ "version": "2.0", "extensions": 5 }""", "extensions is 5. It must be an object.")]
    public void A_wrong_value_is_named_with_its_path_and_what_it_must_be(string json, string said)
    {
        Read(json);
        _problems.All.ShouldHaveSingleItem().ShouldBe($"host.json: {said}");
    }

    [Fact]
    public void Broken_json_is_named_with_its_line()
    {
        Read("{\n  \"version\"\n}");
        _problems.All.ShouldHaveSingleItem().ShouldStartWith("host.json: line 3: it is no JSON.");
    }

    private HostSettings Read(string json) => HostJsonFile.Read("host.json", json, _problems);
}
