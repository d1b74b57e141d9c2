using System.Text.RegularExpressions;

namespace Integration.Azure.Tests;

/// <summary>
/// The settings of the functions on Azure are those of the table in <c>functions/SETTINGS.md</c>.
/// </summary>
public sealed partial class SettingsTests
{
    // What some deployments set and others don't: where telemetry goes, and where orchestrations are kept.
    private static readonly string[] _byChoice =
    [
        "APPLICATIONINSIGHTS_CONNECTION_STRING",
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        "AzureWebJobsStorage__queueServiceUri",
        "AzureWebJobsStorage__tableServiceUri",
        "AzureFunctionsJobHost__extensions__durableTask__hubName",
        "AzureFunctionsJobHost__extensions__durableTask__storageProvider__type",
        "AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName",
        "AzureFunctionsJobHost__extensions__durableTask__storageProvider__partitionCount",
        "AzureFunctionsJobHost__extensions__durableTask__storageProvider__maxQueuePollingInterval",
        "DURABLE_TASK_SCHEDULER_CONNECTION_STRING",
    ];

    private static ILookup<bool, string> IsOnAzure { get; } = File.ReadLines(Built.PathOf("functions", "SETTINGS.md"))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToList())
        .ToLookup(cells => cells[^1].Length > 0 && !cells[^1].StartsWith('—'), cells => cells[0].Trim('`'));

    [Fact]
    public void Every_setting_with_a_value_on_Azure_is_set_by_every_deployment_that_did_not_choose_another_way() =>
        Deployment.All.SelectMany(deployment => IsOnAzure[true].Except(_byChoice).Except(Names(deployment))).ShouldBeEmpty();

    [Fact]
    public void Every_choice_is_made_by_some_deployment() =>
        _byChoice.Except(Deployment.All.SelectMany(Names)).ShouldBeEmpty();

    [Fact]
    public void Nothing_is_set_that_the_table_leaves_out_or_does_not_know() =>
        Deployment.All.SelectMany(Names).Distinct().Except(IsOnAzure[true]).Except(_byChoice).ShouldBeEmpty();

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
        var client = settings["CaseStoreConnection__clientId"];
        var bus = deployment.Single("Microsoft.ServiceBus/namespaces").Name;
        var cases = deployment.Account("stcases").Name;
        var host = deployment.Account("sthost").Name;
        return client.EndsWith(".clientId]", StringComparison.Ordinal)
            && settings["ServiceBusConnection__fullyQualifiedNamespace"] == $"{bus}.servicebus.windows.net"
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
