using Azure.Core;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Integration.Functions.Tests.Composition;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Azure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Integration.Functions.Tests.Connections;

/// <summary>How the bus and the store are connected to, and what is said of settings that are wrong.</summary>
public sealed class ConnectionTests
{
    private const string ClientId = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";

    [Fact]
    public async Task With_addresses_the_clients_are_those_of_the_addresses()
    {
        await using var app = new App(OnAzure());

        app.Services.GetRequiredService<IStartupValidator>().Validate();

        app.Services.GetRequiredService<ServiceBusClient>().FullyQualifiedNamespace.ShouldBe("cases.servicebus.windows.net");
        app.Services.GetRequiredService<TableServiceClient>().Uri.ShouldBe(new Uri("https://cases.table.core.windows.net"));
    }

    [Fact]
    public async Task The_token_is_asked_for_the_user_assigned_identity()
    {
        await using var endpoint = await IdentityEndpoint.StartAsync();
        await using var app = new App(OnAzure());
        var credential = app.Services.GetRequiredService<AzureComponentFactory>()
            .CreateTokenCredential(app.Services.GetRequiredService<IConfiguration>().GetSection("ServiceBusConnection"));

        var token = await credential.GetTokenAsync(
            new TokenRequestContext(["https://servicebus.azure.net/.default"]), TestContext.Current.CancellationToken);

        token.Token.ShouldBe("a-token");
        endpoint.ClientIds.ShouldBe([ClientId]);
    }

    [Theory]
    [InlineData("", "", "Set {0} (a connection string) or {1}.")]
    [InlineData(
        "Endpoint=secret", "cases.servicebus.windows.net",
        "{0} (a connection string) and {1} contradict each other: set one of the two.")]
    [InlineData("Endpoint=secret", "", "{0} is a connection string, which takes no identity: leave out {0}__credential and {0}__clientId.")]
    [InlineData("", "sb://cases.servicebus.windows.net/", "{1} must be a host name, as name.servicebus.windows.net.")]
    public async Task A_bus_that_is_missing_contradictory_or_no_host_name_is_one_line(string connection, string address, string line) =>
        (await ErrorsAsync(("ServiceBusConnection", connection), ("ServiceBusConnection:fullyQualifiedNamespace", address))).ShouldBe(
            [string.Format(
                System.Globalization.CultureInfo.InvariantCulture, line,
                "ServiceBusConnection", "ServiceBusConnection__fullyQualifiedNamespace")]);

    [Theory]
    [InlineData("http://cases.table.core.windows.net")]
    [InlineData("cases")]
    public async Task A_store_is_at_an_https_address(string address) =>
        (await ErrorsAsync(("CaseStoreConnection:tableServiceUri", address)))
            .ShouldBe(["CaseStoreConnection__tableServiceUri must be an https address."]);

    [Fact]
    public async Task A_name_below_a_connection_that_is_not_known_is_told_with_those_that_are() =>
        (await ErrorsAsync(("CaseStoreConnection:tableServiceUrl", "https://cases.table.core.windows.net"))).ShouldBe(
            ["CaseStoreConnection__tableServiceUrl is not known: below CaseStoreConnection are tableServiceUri, credential, clientId."]);

    [Theory]
    [InlineData("credential", "managedIdentities", "ServiceBusConnection__credential must be managedidentity, or be left out.")]
    [InlineData(
        "clientId", "my-identity",
        "ServiceBusConnection__clientId must be a managed identity's client id (a GUID) "
        + "and needs ServiceBusConnection__credential=managedidentity.")]
    [InlineData(
        "credential", "",
        "ServiceBusConnection__clientId must be a managed identity's client id (a GUID) "
        + "and needs ServiceBusConnection__credential=managedidentity.")]
    public async Task An_identity_that_is_none_is_one_line(string name, string value, string line) =>
        (await ErrorsAsync(($"ServiceBusConnection:{name}", value))).ShouldBe([line]);

    private static Dictionary<string, string?> OnAzure()
    {
        var settings = LocalSettings.Filled(keySet: "keys.json");
        settings["ServiceBusConnection"] = settings["CaseStoreConnection"] = "";
        settings["ServiceBusConnection:fullyQualifiedNamespace"] = "cases.servicebus.windows.net";
        settings["CaseStoreConnection:tableServiceUri"] = "https://cases.table.core.windows.net";
        foreach (var connection in new[] { "ServiceBusConnection", "CaseStoreConnection" })
        {
            settings[$"{connection}:credential"] = "managedidentity";
            settings[$"{connection}:clientId"] = ClientId;
        }

        return settings;
    }

    private static async Task<IEnumerable<string>> ErrorsAsync(params (string Name, string Value)[] changed)
    {
        var settings = OnAzure();
        foreach (var (name, value) in changed)
        {
            settings[name] = value;
        }

        await using var app = new App(settings);
        return Should.Throw<OptionsValidationException>(app.Services.GetRequiredService<IStartupValidator>().Validate).Failures;
    }

    /// <summary>What App Service gives an app for its identities, on this machine.</summary>
    private sealed class IdentityEndpoint(WebApplication app) : IAsyncDisposable
    {
        private static readonly string[] _variables = ["IDENTITY_ENDPOINT", "IDENTITY_HEADER"];

        public List<string?> ClientIds { get; } = [];

        public static async Task<IdentityEndpoint> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            var app = builder.Build();
            var endpoint = new IdentityEndpoint(app);
            app.MapGet("/token", (HttpRequest request) =>
            {
                endpoint.ClientIds.Add(request.Query["client_id"]);
                var expires = TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeSeconds();
                return Results.Json(new { access_token = "a-token", expires_on = $"{expires}", resource = "bus", token_type = "Bearer" });
            });
            await app.StartAsync(TestContext.Current.CancellationToken);
            Environment.SetEnvironmentVariable(_variables[0], $"{app.Urls.Single()}/token");
            Environment.SetEnvironmentVariable(_variables[1], "header");
            return endpoint;
        }

        public async ValueTask DisposeAsync()
        {
            Array.ForEach(_variables, variable => Environment.SetEnvironmentVariable(variable, null));
            await app.DisposeAsync();
        }
    }
}
