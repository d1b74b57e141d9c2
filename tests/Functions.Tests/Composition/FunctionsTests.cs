using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Functions.Tests.Composition;

/// <summary>The functions, as the worker tells them to its host.</summary>
public sealed class FunctionsTests : IDisposable
{
    private readonly string _keySet = Path.GetTempFileName();

    [Fact]
    public async Task Each_gets_what_its_constructor_asks_for()
    {
        var types = (await FunctionsAsync()).Select(TypeOf).Distinct().ToList();
        await using var app = new App(LocalSettings.Filled(_keySet));

        types.ShouldNotBeEmpty();
        types.ShouldAllBe(type => ActivatorUtilities.CreateInstance(app.Services, type) != null);
    }

    [Fact]
    public async Task Each_that_listens_on_the_bus_listens_on_an_entity_of_the_topology_with_sessions_where_that_has_them()
    {
        var listened = (await BindingsAsync("serviceBusTrigger"))
            .Select(binding => (Path: Text(binding, "queueName") ?? $"{Text(binding, "topicName")}/{Text(binding, "subscriptionName")}",
                HasSessions: binding.TryGetProperty("isSessionsEnabled", out var sessions) && sessions.GetBoolean())).ToList();

        listened.ShouldNotBeEmpty();
        listened.Except(Entities()).ShouldBeEmpty();
    }

    [Fact]
    public async Task None_that_listens_on_the_bus_leaves_it_to_the_host_to_complete_its_messages() =>
        (await BindingsAsync("serviceBusTrigger")).ShouldAllBe(binding => !binding.GetProperty("autoCompleteMessages").GetBoolean());

    [Fact]
    public async Task Every_route_is_told_in_the_README()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "README.md"), TestContext.Current.CancellationToken);
        var routes = (await BindingsAsync("httpTrigger"))
            .Select(binding => (Method: binding.GetProperty("methods")[0].GetString()!.ToUpperInvariant(), Route: Text(binding, "route")!))
            .ToList();

        routes.ShouldNotBeEmpty();
        routes.Select(route => $"{route.Method} /api/{route.Route}").Where(route => !readme.Contains(route, StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    public void Dispose() => File.Delete(_keySet);

    private static async Task<IEnumerable<IFunctionMetadata>> FunctionsAsync() =>
        await new GeneratedFunctionMetadataProvider().GetFunctionMetadataAsync(AppContext.BaseDirectory);

    private static async Task<List<JsonElement>> BindingsAsync(string type) =>
    [
        .. from function in await FunctionsAsync()
           from raw in function.RawBindings!
           let binding = JsonElement.Parse(raw)
           where Text(binding, "type") == type
           select binding,
    ];

    private static Type TypeOf(IFunctionMetadata function) =>
        typeof(IntegrationServices).Assembly.GetType(function.EntryPoint![..function.EntryPoint!.LastIndexOf('.')])!;

    private static string? Text(JsonElement binding, string name) =>
        binding.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static IEnumerable<(string Path, bool HasSessions)> Entities()
    {
        using var topology = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "servicebus.json")));
        var space = topology.RootElement.GetProperty("UserConfig").GetProperty("Namespaces")[0];
        var subscriptions =
            from topic in space.GetProperty("Topics").EnumerateArray()
            from subscription in topic.GetProperty("Subscriptions").EnumerateArray()
            select ($"{Text(topic, "Name")}/{Text(subscription, "Name")}", HasSessions(subscription));
        return
        [
            .. space.GetProperty("Queues").EnumerateArray().Select(queue => (Text(queue, "Name")!, HasSessions(queue))),
            .. subscriptions,
        ];
    }

    private static bool HasSessions(JsonElement entity) =>
        entity.GetProperty("Properties").TryGetProperty("RequiresSession", out var sessions) && sessions.GetBoolean();
}
