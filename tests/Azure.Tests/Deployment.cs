using System.Text.Json.Nodes;

namespace Integration.Azure.Tests;

/// <summary>What a deployment with some parameters would make.</summary>
internal sealed class Deployment
{
    /// <summary>Settings of <c>infra/azure/dev.bicepparam</c>: nothing private, nobody connected.</summary>
    public static Deployment Dev { get; } = new("infra/azure/dev");

    /// <summary>Settings of <c>infra/azure/prod.bicepparam</c>.</summary>
    public static Deployment Prod { get; } = new("infra/azure/prod");

    /// <summary>All private, every participant that runs elsewhere connected.</summary>
    public static Deployment Connected { get; } = new("tests/Azure.Tests/Deployments/connected");

    /// <summary>Orchestrations on the Durable Task Scheduler, telemetry to a collector, two master keys.</summary>
    public static Deployment Scheduler { get; } = new("tests/Azure.Tests/Deployments/scheduler");

    public static IReadOnlyList<Deployment> All { get; } = [Dev, Prod, Connected, Scheduler];

    private Deployment(string snapshot)
    {
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(Built.Output, $"{snapshot}.snapshot.json")))!;
        Resources = [.. json["predictedResources"]!.AsArray().Select(resource => new Resource(resource!))];
        Outputs = json["outputs"]!;
    }

    public IReadOnlyList<Resource> Resources { get; }

    public JsonNode Outputs { get; }

    /// <summary>The functions.</summary>
    public Resource App => Single("Microsoft.Web/sites");

    /// <summary>The settings of the functions.</summary>
    public IReadOnlyDictionary<string, string> Settings => App["siteConfig"]!["appSettings"]!.AsArray()
        .ToDictionary(setting => (string)setting!["name"]!, setting => (string)setting!["value"]!);

    public IReadOnlyList<Resource> Of(string type) => [.. Resources.Where(resource => resource.Type == type)];

    public Resource Single(string type) => Of(type).ShouldHaveSingleItem();

    /// <summary>The storage account whose name begins so.</summary>
    public Resource Account(string prefix) =>
        Of("Microsoft.Storage/storageAccounts").Where(account => account.Name.StartsWith(prefix, StringComparison.Ordinal))
            .ShouldHaveSingleItem();
}
