using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Integration.Azure.Tests;

/// <summary>What no deployment may leave open.</summary>
public sealed partial class SafetyTests
{
    private const string Storage = "Microsoft.Storage/storageAccounts";
    private const string Bus = "Microsoft.ServiceBus/namespaces";
    private const string Vault = "Microsoft.KeyVault/vaults";

    [Fact]
    public void Nothing_can_be_opened_with_a_shared_key()
    {
        Of(Storage).ShouldAllBe(account => !Flag(account, "allowSharedKeyAccess"));
        Of(Bus).ShouldAllBe(bus => Flag(bus, "disableLocalAuth"));
        Of(Vault).ShouldAllBe(vault => Flag(vault, "enableRbacAuthorization"));
        Of("Microsoft.Insights/components").ShouldAllBe(component => Flag(component, "DisableLocalAuth"));
        Of("Microsoft.OperationalInsights/workspaces").ShouldAllBe(workspace => (bool)workspace["features"]!["disableLocalAuth"]!);
        Of("Microsoft.Web/sites/basicPublishingCredentialsPolicies").Count.ShouldBe(2 * Deployment.All.Count);
        Of("Microsoft.Web/sites/basicPublishingCredentialsPolicies").ShouldAllBe(policy => !Flag(policy, "allow"));
    }

    [Fact]
    public void Everything_asks_for_TLS_1_2_or_newer()
    {
        Of(Storage).ShouldAllBe(account =>
            Text(account, "minimumTlsVersion") == "TLS1_2" && Flag(account, "supportsHttpsTrafficOnly")
            && !Flag(account, "allowBlobPublicAccess"));
        Of(Bus).ShouldAllBe(bus => Text(bus, "minimumTlsVersion") == "1.2");
        Of("Microsoft.Web/sites").ShouldAllBe(app => Flag(app, "httpsOnly")
            && (string)app["siteConfig"]!["minTlsVersion"]! == "1.2" && (string)app["siteConfig"]!["scmMinTlsVersion"]! == "1.2"
            && (string)app["siteConfig"]!["ftpsState"]! == "Disabled");
    }

    [Fact]
    public void What_is_private_cant_be_reached_from_the_internet()
    {
        Access(Deployment.Dev).ShouldBe(["Enabled", "Enabled", "Enabled", "Enabled"]);
        Access(Deployment.Scheduler).ShouldBe(["Disabled", "Disabled", "Disabled", "Enabled"]);
        Access(Deployment.Connected).ShouldBe(["Disabled", "Disabled", "Disabled", "Disabled"]);
    }

    [Fact]
    public void What_is_private_has_an_endpoint_in_the_network_of_the_functions()
    {
        Endpoints(Deployment.Dev).ShouldBeEmpty();
        Endpoints(Deployment.Scheduler).ShouldBe(["blob", "queue", "table", "table", "vault"]);
        Endpoints(Deployment.Connected).ShouldBe(["blob", "namespace", "queue", "table", "table", "vault"]);
        Deployment.Dev.App["virtualNetworkSubnetId"].ShouldBeNull();
        ((string)Deployment.Connected.App["virtualNetworkSubnetId"]!).ShouldContain("network");
        Deployment.Connected.Of("Microsoft.Network/privateDnsZones/virtualNetworkLinks").Count
            .ShouldBe(Deployment.Connected.Of("Microsoft.Network/privateDnsZones").Count);
    }

    [Fact]
    public void The_functions_run_on_Flex_Consumption_as_dotnet_isolated_10()
    {
        foreach (var deployment in Deployment.All)
        {
            var configuration = deployment.App["functionAppConfig"]!;
            ((string)deployment.Single("Microsoft.Web/serverfarms").Member("sku")!["name"]!).ShouldBe("FC1");
            ((string)configuration["runtime"]!["name"]!).ShouldBe("dotnet-isolated");
            ((string)configuration["runtime"]!["version"]!).ShouldBe("10.0");
            ((string)configuration["deployment"]!["storage"]!["authentication"]!["type"]!).ShouldBe("UserAssignedIdentity");
            ((string)deployment.App.Member("identity")!["type"]!).ShouldBe("UserAssigned");
            ((string)deployment.App.Member("tags")!["azd-service-name"]!).ShouldBe("functions");
        }
    }

    [Fact]
    public void The_tables_of_the_application_are_there() =>
        Deployment.Dev.Of("Microsoft.Storage/storageAccounts/tableServices/tables").Select(table => table.LastName)
            .ShouldBe(["cases", "anchors", "catalogues"]);

    [Fact]
    public void Cases_and_keys_of_production_refuse_to_be_deleted()
    {
        Deployment.Prod.Of("Microsoft.Authorization/locks").Select(doomed => doomed.LastName).ShouldBe(["cases-are-kept", "keys-are-kept"]);
        Deployment.Prod.Single(Vault)["enablePurgeProtection"]!.GetValue<bool>().ShouldBeTrue();
        ((string)Deployment.Prod.Account("stcases").Member("sku")!["name"]!).ShouldBe("Standard_GZRS");
    }

    [Fact]
    public void Somebody_is_told_of_dead_letters_of_queues_that_do_not_drain_and_of_failed_orchestrations()
    {
        Metrics(Deployment.Connected).ShouldBe(["DeadletteredMessages Maximum > 0", "ActiveMessages Minimum > 100"]);
        var failed = Deployment.Connected.Single("Microsoft.Insights/scheduledQueryRules");
        ((string)failed["criteria"]!["allOf"]![0]!["query"]!).ShouldContain("(Orchestrator)' failed");

        var operators = Deployment.Connected.Single("Microsoft.Insights/actionGroups");
        ((string)operators["emailReceivers"]![0]!["emailAddress"]!).ShouldBe("duty@example.org");
        Deployment.Connected.Of("Microsoft.Insights/metricAlerts")
            .ShouldAllBe(alert => ((string)alert["actions"]![0]!["actionGroupId"]!).EndsWith(operators.Path, StringComparison.Ordinal));
        ((string)failed["actions"]!["actionGroups"]![0]!).ShouldEndWith(operators.Path);
    }

    [Fact]
    public void No_template_and_no_parameter_has_a_secret()
    {
        var folder = Built.PathOf("infra", "azure");
        var texts = new[] { "*.bicep", "*.bicepparam", "*.yaml", "*.sh", "*.json" }
            .SelectMany(pattern => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories))
            .ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllText);

        texts.Count.ShouldBeGreaterThan(15);
        texts.Where(text => SecretLooking().IsMatch(text.Value)).Select(text => text.Key).ShouldBeEmpty();
    }

    [Fact]
    public void No_parameter_is_a_secret_that_somebody_would_have_to_type()
    {
        var template = JsonNode.Parse(File.ReadAllText(Path.Combine(Built.Output, "main.json")))!;

        template["parameters"]!.AsObject().Select(parameter => (string?)parameter.Value!["type"] ?? "")
            .ShouldAllBe(type => !type.StartsWith("secure", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("AccountKey=abc")]
    [InlineData("SharedAccessKey=abc")]
    [InlineData("param password string = 'x'")]
    [InlineData("host.listKeys().keys[0]")]
    [InlineData("value: '3q2+7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='")]
    public void A_secret_would_be_found(string text) => SecretLooking().IsMatch(text).ShouldBeTrue();

    [Fact]
    public void The_parameters_of_every_stage_compile() =>
        Directory.EnumerateFiles(Path.Combine(Built.Output, "parameters")).Select(Path.GetFileNameWithoutExtension).Order()
            .ShouldBe(["dev", "prod", "test"]);

    private static List<Resource> Of(string type)
    {
        var resources = Deployment.All.SelectMany(deployment => deployment.Of(type)).ToList();
        resources.ShouldNotBeEmpty();
        return resources;
    }

    private static IEnumerable<string> Access(Deployment deployment) =>
        new[] { deployment.Account("sthost"), deployment.Account("stcases"), deployment.Single(Vault), deployment.Single(Bus) }
            .Select(resource => Text(resource, "publicNetworkAccess"));

    private static IEnumerable<string> Endpoints(Deployment deployment) =>
        deployment.Of("Microsoft.Network/privateEndpoints")
            .Select(endpoint => (string)endpoint["privateLinkServiceConnections"]![0]!["properties"]!["groupIds"]![0]!).Order();

    private static IEnumerable<string> Metrics(Deployment deployment) =>
        deployment.Of("Microsoft.Insights/metricAlerts").Select(alert => alert["criteria"]!["allOf"]![0]!)
            .Select(criterion => $"{criterion["metricName"]} {criterion["timeAggregation"]} > {criterion["threshold"]}");

    private static bool Flag(Resource resource, string property) => (bool)resource[property]!;

    private static string Text(Resource resource, string property) => (string)resource[property]!;

    [GeneratedRegex("""
        (AccountKey|SharedAccessKey|SharedAccessSignature|client_secret)=
        | \b(password|secret)\w*\s+string\s*=
        | \blist\w*(Keys|Secrets|Sas)\s*\(
        | ['"][A-Za-z0-9+/]{42,}={0,2}['"]
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex SecretLooking();
}
