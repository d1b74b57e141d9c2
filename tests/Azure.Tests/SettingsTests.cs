using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Integration.Azure.Tests;

/// <summary>
/// The settings of the functions on Azure are those that the application reads: <c>functions/local.settings.sample.json</c>.
/// </summary>
public sealed partial class SettingsTests
{
    // Why a deployment does not set what the sample has.
    private static readonly Dictionary<string, string> _notOnAzure = new()
    {
        ["FUNCTIONS_WORKER_RUNTIME"] = "Flex Consumption refuses it: functionAppConfig.runtime says it",
        ["AzureWebJobsStorage"] = "a connection string has a key: AzureWebJobsStorage__blobServiceUri with the identity",
        ["CaseStoreConnection"] = "a connection string has a key: CaseStoreConnection__tableServiceUri with the identity",
        ["ServiceBusConnection"] = "a connection string has a key: ServiceBusConnection__fullyQualifiedNamespace with the identity",
        ["Authentication__JsonWebKeySetPath"] = "for development: the keys come from Authentication__Authority",
        ["Authentication__Issuer"] = "that of Authentication__Authority",
        ["Protection__MasterKey"] = "a single key could not be rotated: Protection__MasterKeys__<id>",
    };

    // Either one or the other.
    private static readonly string[] _ofTelemetry =
        ["APPLICATIONINSIGHTS_CONNECTION_STRING", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "OTEL_EXPORTER_OTLP_ENDPOINT"];

    // What the host, the identity or the exporters read, and so is not in the sample of the application's settings.
    private static readonly string[] _ofThePlatform =
    [
        "AZURE_CLIENT_ID",
        "AZURE_TOKEN_CREDENTIALS",
        "AzureWebJobsStorage__blobServiceUri",
        "AzureWebJobsStorage__queueServiceUri",
        "AzureWebJobsStorage__tableServiceUri",
        "AzureWebJobsStorage__credential",
        "AzureWebJobsStorage__clientId",
        "CaseStoreConnection__credential",
        "CaseStoreConnection__clientId",
        "ServiceBusConnection__credential",
        "ServiceBusConnection__clientId",
        "AzureFunctionsJobHost__extensions__durableTask__hubName",
        "AzureFunctionsJobHost__extensions__durableTask__storageProvider__type",
        "AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName",
        "AzureFunctionsJobHost__extensions__durableTask__storageProvider__partitionCount",
        "AzureFunctionsJobHost__extensions__durableTask__storageProvider__maxQueuePollingInterval",
        "DURABLE_TASK_SCHEDULER_CONNECTION_STRING",
        "Protection__MasterKeys__<id>",
        "Protection__CurrentMasterKey",
        "Protection__PseudonymKey",
    ];

    private static IReadOnlyList<string> Sample { get; } =
    [
        .. JsonNode.Parse(File.ReadAllText(Built.PathOf("functions", "local.settings.sample.json")))!["Values"]!.AsObject()
            .Select(value => Pattern(value.Key)).Distinct(),
    ];

    [Fact]
    public void Every_setting_that_the_application_reads_is_set_by_every_deployment_or_has_a_reason_not_to_be() =>
        Deployment.All.SelectMany(deployment => Sample.Except(_notOnAzure.Keys).Except(_ofTelemetry).Except(Names(deployment)))
            .ShouldBeEmpty();

    [Fact]
    public void Nothing_is_set_that_nobody_reads() =>
        Deployment.All.SelectMany(Names).Except(Sample).Except(_ofThePlatform).Except(_ofTelemetry).ShouldBeEmpty();

    [Fact]
    public void What_is_not_to_be_set_is_not_set() =>
        Deployment.All.SelectMany(Names).Intersect(_notOnAzure.Keys).ShouldBeEmpty();

    [Fact]
    public void Connections_have_an_identity_and_no_key() => Deployment.All.ShouldAllBe(deployment => HaveAnIdentity(deployment));

    [Fact]
    public void Keys_are_references_to_the_vault()
    {
        var vault = Deployment.Scheduler.Single("Microsoft.KeyVault/vaults").Name;

        Deployment.Scheduler.Settings.Where(setting => setting.Key.StartsWith("Protection__", StringComparison.Ordinal))
            .ToDictionary(setting => setting.Key, setting => setting.Value).ShouldBe(new Dictionary<string, string>
            {
                ["Protection__MasterKeys__k1"] = $"@Microsoft.KeyVault(VaultName={vault};SecretName=master-key-k1)",
                ["Protection__MasterKeys__k2"] = $"@Microsoft.KeyVault(VaultName={vault};SecretName=master-key-k2)",
                ["Protection__CurrentMasterKey"] = "k2",
                ["Protection__PseudonymKey"] = $"@Microsoft.KeyVault(VaultName={vault};SecretName=pseudonym-key)",
            }, ignoreOrder: true);
    }

    [Fact]
    public void Every_key_that_the_functions_read_is_one_that_the_hook_makes() =>
        Deployment.All.ShouldAllBe(deployment => SecretsRead(deployment)
            .SequenceEqual(((string)deployment.Outputs["KEY_SECRETS"]!).Split(' ').Order()));

    [Fact]
    public void A_hosted_check_is_given_up_when_the_bus_gives_it_up() =>
        Deployment.All.SelectMany(deployment => deployment.Of("Microsoft.ServiceBus/namespaces/topics/subscriptions")
                .Where(subscription => subscription.LastName == "hosted")
                .Select(subscription => (
                    OfTheBus: subscription["maxDeliveryCount"]!.ToString(),
                    OfTheFunctions: deployment.Settings["HostedChecks__MaxDeliveryCount"])))
            .ShouldAllBe(counts => counts.OfTheBus == counts.OfTheFunctions);

    [Fact]
    public void Telemetry_goes_to_Application_Insights_or_to_the_collector()
    {
        Names(Deployment.Dev).ShouldContain("APPLICATIONINSIGHTS_CONNECTION_STRING");
        Names(Deployment.Dev).ShouldNotContain("OTEL_EXPORTER_OTLP_ENDPOINT");
        Deployment.Scheduler.Settings["OTEL_EXPORTER_OTLP_ENDPOINT"].ShouldBe("https://collector.example.org:4317");
        Names(Deployment.Scheduler).ShouldNotContain("APPLICATIONINSIGHTS_CONNECTION_STRING");
    }

    [Fact]
    public void Orchestrations_are_kept_in_the_hosts_storage_or_by_the_scheduler()
    {
        const string Provider = "AzureFunctionsJobHost__extensions__durableTask__storageProvider__";

        Deployment.Prod.Settings[Provider + "partitionCount"].ShouldBe("16");
        Deployment.Prod.Settings.Keys.ShouldNotContain(Provider + "type");
        Deployment.Scheduler.Settings[Provider + "type"].ShouldBe("azureManaged");
        Deployment.Scheduler.Settings[Deployment.Scheduler.Settings[Provider + "connectionStringName"]]
            .ShouldContain("Authentication=ManagedIdentity");
        Deployment.Scheduler.Single("Microsoft.DurableTask/schedulers/taskHubs").LastName
            .ShouldBe(Deployment.Scheduler.Settings["AzureFunctionsJobHost__extensions__durableTask__hubName"]);
    }

    private static IEnumerable<string> Names(Deployment deployment) => deployment.Settings.Keys.Select(Pattern);

    private static string Pattern(string name) => MasterKeyName().Replace(name, "Protection__MasterKeys__<id>");

    private static IEnumerable<string> SecretsRead(Deployment deployment) =>
        deployment.Settings.Values.Select(value => SecretName().Match(value)).Where(match => match.Success)
            .Select(match => match.Groups[1].Value).Order();

    private static bool HaveAnIdentity(Deployment deployment)
    {
        var settings = deployment.Settings;
        var client = settings["AZURE_CLIENT_ID"];
        var bus = deployment.Single("Microsoft.ServiceBus/namespaces").Name;
        var cases = deployment.Account("stcases").Name;
        var host = deployment.Account("sthost").Name;
        return settings["ServiceBusConnection__fullyQualifiedNamespace"] == $"{bus}.servicebus.windows.net"
            && settings["CaseStoreConnection__tableServiceUri"].Contains($"'{cases}'", StringComparison.Ordinal)
            && settings["AzureWebJobsStorage__blobServiceUri"].Contains($"'{host}'", StringComparison.Ordinal)
            && new[] { "AzureWebJobsStorage", "CaseStoreConnection", "ServiceBusConnection" }.All(connection =>
                settings[$"{connection}__credential"] == "managedidentity" && settings[$"{connection}__clientId"] == client);
    }

    [GeneratedRegex("^Protection__MasterKeys__.+$")]
    private static partial Regex MasterKeyName();

    [GeneratedRegex(@"SecretName=([a-z0-9-]+)\)$")]
    private static partial Regex SecretName();
}
