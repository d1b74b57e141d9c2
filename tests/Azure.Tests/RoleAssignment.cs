using System.Text.Json.Nodes;

namespace Integration.Azure.Tests;

/// <summary>Who may do what where, in words.</summary>
/// <param name="Who"><c>functions</c>, or an object id.</param>
/// <param name="Role">Name of the built-in role.</param>
/// <param name="Scope">What for: the resource, without the part of its name that is different in each environment.</param>
internal sealed record RoleAssignment(string Who, string Role, string Scope)
{
    private const string Assignments = "/providers/Microsoft.Authorization/roleAssignments/";

    private static readonly Dictionary<string, string> _roles = new()
    {
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = "Storage Queue Data Contributor",
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0"] = "Azure Service Bus Data Receiver",
        ["69a216fc-b8fb-44d8-bc22-1f3c2cd27a39"] = "Azure Service Bus Data Sender",
        ["4633458b-17de-408a-b874-0445c86b69e6"] = "Key Vault Secrets User",
        ["b86a8fe4-44ce-4948-aee5-eccb2c155cd7"] = "Key Vault Secrets Officer",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
        ["0ad04412-c4d5-4796-b79c-f76d14c8d402"] = "Durable Task Data Contributor",
    };

    /// <summary>All of a deployment.</summary>
    public static IReadOnlyList<RoleAssignment> Of(Deployment deployment) =>
        [.. deployment.Of("Microsoft.Authorization/roleAssignments").Select(resource => Read(deployment, resource))];

    public override string ToString() => $"{Who} | {Role} | {Scope}";

    private static RoleAssignment Read(Deployment deployment, Resource resource)
    {
        var role = (string)resource["roleDefinitionId"]!;
        return new(
            WhoIs(deployment, resource["principalId"]!),
            _roles.GetValueOrDefault(role[(role.LastIndexOf('/') + 1)..], role),
            ScopeOf(deployment, resource.Path));
    }

    private static string WhoIs(Deployment deployment, JsonNode principal)
    {
        var identity = deployment.Single("Microsoft.ManagedIdentity/userAssignedIdentities");
        var text = (string)principal!;
        return text.Contains($"/{identity.Path}'", StringComparison.Ordinal) && text.EndsWith(".principalId]", StringComparison.Ordinal)
            ? "functions"
            : text;
    }

    private static string ScopeOf(Deployment deployment, string path)
    {
        var scope = path[..path.IndexOf(Assignments, StringComparison.Ordinal)];
        var (resource, kind) = Kinds(deployment).Single(known =>
            scope == known.Resource.Path || scope.StartsWith(known.Resource.Path + "/", StringComparison.Ordinal));
        return kind + scope[resource.Path.Length..];
    }

    private static IEnumerable<(Resource Resource, string Kind)> Kinds(Deployment deployment) =>
    [
        (deployment.Account("sthost"), "host account"),
        (deployment.Account("stcases"), "cases account"),
        (deployment.Single("Microsoft.ServiceBus/namespaces"), "bus"),
        (deployment.Single("Microsoft.KeyVault/vaults"), "vault"),
        (deployment.Single("Microsoft.Insights/components"), "telemetry"),
        .. deployment.Of("Microsoft.DurableTask/schedulers").Select(scheduler => (scheduler, "scheduler")),
    ];
}
