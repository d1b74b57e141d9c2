using System.Collections.Specialized;
using System.Web;
using Azure.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Integration.Azure.Tests;

/// <summary>The application's own clients take the identity that the settings name.</summary>
public sealed class IdentityTests : IDisposable
{
    private const string Client = "11111111-2222-3333-4444-555555555555";

    private readonly Dictionary<string, string?> _before = [];

    [Fact]
    public async Task The_credential_of_the_applications_clients_asks_for_the_identity_of_the_functions()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var asked = new TaskCompletionSource<NameValueCollection>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var platform = await IdentityEndpointAsync(asked);
        Set("IDENTITY_ENDPOINT", $"{platform.Urls.Single()}/msi/token");
        Set("IDENTITY_HEADER", "any");
        Set("AZURE_CLIENT_ID", Client);
        Set("AZURE_TOKEN_CREDENTIALS", Deployment.Dev.Settings["AZURE_TOKEN_CREDENTIALS"]);

        // As functions/IntegrationServices.cs makes it.
        var token = await new DefaultAzureCredential().GetTokenAsync(new(["https://storage.azure.com/.default"]), cancellation);

        token.Token.ShouldBe("a token");
        (await asked.Task)["client_id"].ShouldBe(Client);
        Deployment.Dev.Settings["AZURE_CLIENT_ID"].ShouldEndWith(".clientId]");
    }

    public void Dispose()
    {
        foreach (var (name, value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    private static async Task<WebApplication> IdentityEndpointAsync(TaskCompletionSource<NameValueCollection> asked)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var platform = builder.Build();
        platform.MapGet("/msi/token", (HttpContext http) =>
        {
            asked.TrySetResult(HttpUtility.ParseQueryString(http.Request.QueryString.Value ?? ""));
            return Results.Json(new Dictionary<string, string>
            {
                ["access_token"] = "a token",
                ["expires_on"] = "4102444800",
                ["resource"] = "https://storage.azure.com",
                ["token_type"] = "Bearer",
            });
        });
        await platform.StartAsync(TestContext.Current.CancellationToken);
        return platform;
    }

    private void Set(string name, string value)
    {
        _before[name] = Environment.GetEnvironmentVariable(name);
        Environment.SetEnvironmentVariable(name, value);
    }
}
