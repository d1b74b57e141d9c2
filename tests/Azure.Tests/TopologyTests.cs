using System.Text.Json.Nodes;

namespace Integration.Azure.Tests;

/// <summary>The bus on Azure is that of <c>infra/servicebus.json</c>.</summary>
public sealed class TopologyTests
{
    private const string Bus = "Microsoft.ServiceBus/namespaces";

    private static readonly JsonNode _file =
        JsonNode.Parse(File.ReadAllText(Built.PathOf("infra", "servicebus.json")))!["UserConfig"]!["Namespaces"]!.AsArray().Single()!;

    private readonly Deployment _deployment = Deployment.Dev;

    [Fact]
    public void Every_queue_is_there_with_its_properties() =>
        Made($"{Bus}/queues").ShouldBe(Written(_file["Queues"]!), ignoreOrder: true);

    [Fact]
    public void Every_topic_is_there_with_its_properties() =>
        Made($"{Bus}/topics").ShouldBe(Written(_file["Topics"]!), ignoreOrder: true);

    [Fact]
    public void Every_subscription_is_there_with_its_properties() =>
        Made($"{Bus}/topics/subscriptions").ShouldBe(
            Topics().SelectMany(topic => Written(topic["Subscriptions"]!, $"{topic["Name"]}/")), ignoreOrder: true);

    [Fact]
    public void Every_rule_is_there_with_its_filter() =>
        Rules().Where(rule => rule.LastName != "$Default").Select(Describe).ShouldBe(
            from topic in Topics()
            from subscription in topic["Subscriptions"]!.AsArray()
            from rule in subscription!["Rules"]!.AsArray()
            select $"{topic["Name"]}/{subscription["Name"]}/{rule!["Name"]} {Filter(rule["Properties"]!)}",
            ignoreOrder: true);

    [Fact]
    public void The_rule_that_Azure_gives_each_new_subscription_lets_nothing_in() =>
        Rules().Where(rule => rule.LastName == "$Default").Select(Describe).ShouldBe(
            from topic in Topics()
            from subscription in topic["Subscriptions"]!.AsArray()
            select $"{topic["Name"]}/{subscription!["Name"]}/$Default SqlFilter {{\"sqlExpression\":\"1=0\"}}",
            ignoreOrder: true);

    [Fact]
    public void Every_deployment_has_the_same_bus() =>
        Deployment.All.Select(deployment => string.Join('\n', Entities(deployment))).Distinct().ShouldHaveSingleItem();

    private static IEnumerable<JsonNode> Topics() => _file["Topics"]!.AsArray().Select(topic => topic!);

    private static IEnumerable<string> Entities(Deployment deployment) =>
        deployment.Resources.Where(resource => resource.Type.StartsWith(Bus + "/", StringComparison.Ordinal))
            .Select(resource => $"{WithinNamespace(resource)} {Canonical(resource.Properties)}");

    private static IEnumerable<string> Written(JsonNode entities, string prefix = "") =>
        entities.AsArray().Select(entity => $"{prefix}{entity!["Name"]} {Canonical(CamelCased(entity["Properties"]))}");

    private static string Filter(JsonNode rule) => (string)rule["FilterType"]! switch
    {
        "Correlation" => $"CorrelationFilter {Canonical(CamelCased(rule["CorrelationFilter"]))}",
        _ => $"SqlFilter {Canonical(CamelCased(rule["SqlFilter"]))}",
    };

    private static string Describe(Resource rule)
    {
        var type = (string)rule["filterType"]!;
        return $"{WithinNamespace(rule)} {type} {Canonical(Resource.Given(rule[char.ToLowerInvariant(type[0]) + type[1..]]))}";
    }

    private static string WithinNamespace(Resource resource) => resource.Name[(resource.Name.IndexOf('/') + 1)..];

    private static Dictionary<string, JsonNode> CamelCased(JsonNode? properties) =>
        Resource.Given(properties).ToDictionary(member => char.ToLowerInvariant(member.Key[0]) + member.Key[1..], member => member.Value);

    private static string Canonical(IReadOnlyDictionary<string, JsonNode> properties) =>
        $"{{{string.Join(',', properties.OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => $"\"{member.Key}\":{member.Value.ToJsonString()}"))}}}";

    private IEnumerable<string> Made(string type) =>
        _deployment.Of(type).Select(entity => $"{WithinNamespace(entity)} {Canonical(entity.Properties)}");

    private IReadOnlyList<Resource> Rules() => _deployment.Of($"{Bus}/topics/subscriptions/rules");
}
