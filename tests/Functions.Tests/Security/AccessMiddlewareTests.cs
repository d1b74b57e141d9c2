using System.Security.Claims;
using System.Text.Json;
using Integration.Functions.Cases;
using Integration.Functions.Operations;
using Integration.Functions.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Integration.Functions.Tests.Security;

public sealed class AccessMiddlewareTests : IDisposable
{
    private const string Issuer = "https://issuer.example";
    private static readonly string _audit = $"{typeof(CaseAuditReading).FullName}.{nameof(CaseAuditReading.GetCaseAudit)}";
    private static readonly string _health = $"{typeof(Health).FullName}.{nameof(Health.GetHealth)}";
    private readonly TokenKey _key = new();
    private readonly DefaultHttpContext _http = new();
    private readonly ServiceProvider _services;
    private Caller? _letIn;
    private bool _ran;

    public AccessMiddlewareTests()
    {
        _services = new ServiceCollection()
            .AddSingleton(new BearerTokens(
                Options.Create(new AuthenticationOptions { JsonWebKeySetPath = _key.KeySetPath, Issuer = Issuer }), TimeProvider.System))
            .BuildServiceProvider();
        _http.RequestServices = _services;
        _http.Response.Body = new MemoryStream();
    }

    [Fact]
    public async Task A_caller_in_a_role_that_the_function_names_is_let_in()
    {
        await InvokeAsync(_audit, $"Bearer {Token("operator")}");

        _letIn.ShouldNotBeNull().ClientId.ShouldBe("portal");
    }

    [Fact]
    public async Task A_caller_in_another_role_is_refused()
    {
        await InvokeAsync(_audit, $"Bearer {Token("service-centre")}");

        _ran.ShouldBeFalse();
        (await ProblemAsync()).ShouldBe((403, "The caller's role may not do this."));
    }

    [Theory]
    [InlineData("", "Bearer")]
    [InlineData("Basic cG9ydGFsOnNlY3JldA==", "Bearer")]
    [InlineData("Bearer nothing-signed", "Bearer error=\"invalid_token\"")]
    public async Task Who_shows_no_valid_token_is_told_to_bring_one(string authorization, string challenge)
    {
        await InvokeAsync(_audit, authorization);

        _ran.ShouldBeFalse();
        _http.Response.Headers.WWWAuthenticate.ToString().ShouldBe(challenge);
        (await ProblemAsync()).ShouldBe((401, "A valid bearer token is needed."));
    }

    [Fact]
    public async Task What_is_open_needs_no_token()
    {
        await InvokeAsync(_health, authorization: "");

        _ran.ShouldBeTrue();
    }

    [Fact]
    public async Task What_declares_nothing_is_refused_to_everybody()
    {
        await InvokeAsync("Integration.Functions.Cases.CaseReading.NoSuchMethod", $"Bearer {Token("operator")}");

        _ran.ShouldBeFalse();
        _http.Response.StatusCode.ShouldBe(403);
    }

    [Fact]
    public async Task What_no_request_started_runs()
    {
        await new AccessMiddleware().Invoke(new Invocation(_audit, http: null, _services), RunAsync);

        _ran.ShouldBeTrue();
    }

    public void Dispose()
    {
        _services.Dispose();
        _key.Dispose();
    }

    private Task InvokeAsync(string function, string authorization)
    {
        _http.Request.Headers.Authorization = authorization;
        return new AccessMiddleware().Invoke(new Invocation(function, _http, _services), RunAsync);
    }

    private Task RunAsync(FunctionContext context)
    {
        _ran = true;
        _letIn = _http.Request.Headers.Authorization.Count > 0 && _http.Items.Count > 0 ? Caller.Of(_http) : null;
        return Task.CompletedTask;
    }

    private async Task<(int Status, string Title)> ProblemAsync()
    {
        _http.Response.ContentType.ShouldBe("application/problem+json");
        _http.Response.Body.Position = 0;
        var problem = await JsonSerializer.DeserializeAsync<JsonElement>(
            _http.Response.Body, cancellationToken: TestContext.Current.CancellationToken);
        return (_http.Response.StatusCode, problem.GetProperty("title").GetString()!);
    }

    private string Token(string role) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer,
        Audience = "integration",
        Expires = TimeProvider.System.GetUtcNow().AddHours(1).UtcDateTime,
        Subject = new ClaimsIdentity([new Claim("sub", "portal"), new Claim("roles", role)]),
        SigningCredentials = new SigningCredentials(_key.Private, SecurityAlgorithms.RsaSha256),
    });
}
