using Integration.Functions.Security;
using Integration.Local.AppHost.Keys;
using Integration.Local.AppHost.Tests.CommandLine;
using Integration.Local.AppHost.Tokens;
using Integration.Workflows.Catalogue;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Local.AppHost.Tests.Tokens;

public sealed class TokenTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task The_functions_accept_a_token_for_its_client_and_roles()
    {
        var run = await Run("--client", "portal", "--role", "operator", "--role", "agency");

        var caller = (await Reader(TimeProvider.System).ReadAsync(run.Output.Trim())).ShouldNotBeNull();
        caller.ClientId.ShouldBe("portal");
        caller.Roles.ShouldBe([Role.Agency, Role.Operator], ignoreOrder: true);
    }

    [Fact]
    public async Task A_token_is_an_agencys_unless_another_is_asked_for()
    {
        var run = await Run();

        var caller = (await Reader(TimeProvider.System).ReadAsync(run.Output.Trim())).ShouldNotBeNull();
        caller.Roles.ShouldBe([Role.Agency]);
        ServiceCatalogue.LoadShipped().GetOrganization(caller.ClientId).Kind.ShouldBe(OrganizationKind.Agency);
    }

    [Fact]
    public async Task Nothing_but_the_token_is_printed()
    {
        var run = await Run();

        run.ExitCode.ShouldBe(0);
        run.Output.ShouldBe(run.Output.Trim() + Environment.NewLine);
        run.Output.Trim().Split('.').Length.ShouldBe(3);
        run.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_ends_with_its_lifetime()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(60));
        using var key = SigningKey.Of(_directory.Data);
        var token = new TokenIssuer(key, time).Issue("portal", [TokenRoles.Agency], TimeSpan.FromHours(1));

        time.Advance(TimeSpan.FromMinutes(59));
        (await Reader(time).ReadAsync(token)).ShouldNotBeNull();
        time.Advance(TimeSpan.FromMinutes(3));
        (await Reader(time).ReadAsync(token)).ShouldBeNull();
    }

    [Fact]
    public async Task Tokens_are_issued_again_after_their_key_was_let_go()
    {
        await Run();

        (await Run()).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_token_of_another_data_directory_lets_nobody_in()
    {
        using var other = new TemporaryDirectory();
        var run = await ProgramRun.RunAsync("token", $"--Local:DataDirectory={other.Path}");
        using var key = SigningKey.Of(_directory.Data);

        (await Reader(TimeProvider.System).ReadAsync(run.Output.Trim())).ShouldBeNull();
    }

    public void Dispose() => _directory.Dispose();

    private Task<ProgramRun> Run(params string[] arguments) =>
        ProgramRun.RunAsync(["token", $"--Local:DataDirectory={_directory.Path}", .. arguments]);

    private BearerTokens Reader(TimeProvider time) => new(
        Options.Create(new AuthenticationOptions
        {
            JsonWebKeySetPath = Path.Combine(_directory.Data.Keys, "jwks.json"),
            Issuer = TokenIssuer.Issuer,
        }),
        time);
}
