using Integration.Local.AppHost.CommandLine;
using Integration.Local.AppHost.Keys;
using Integration.Local.AppHost.Running;

namespace Integration.Local.AppHost.Tokens;

/// <summary>Somebody asks for a token on the command line.</summary>
/// <param name="Client">Who will call.</param>
/// <param name="RoleNames">In which roles; an agency's when empty.</param>
/// <param name="Lifetime">How long it is to hold.</param>
internal sealed record TokenRequest(string Client, IReadOnlyList<string> RoleNames, TimeSpan Lifetime)
{
    /// <summary>Prints the token and nothing else.</summary>
    public async Task<int> AnswerAsync(AppHostOptions options, Surroundings surroundings)
    {
        using var key = SigningKey.Of(DataDirectory.At(options.DataDirectory));
        var roles = TokenRoles.All.Where(RoleNames.Contains).DefaultIfEmpty(TokenRoles.Agency);
        var token = new TokenIssuer(key, surroundings.Time).Issue(Client, roles, Lifetime);
        await surroundings.Output.WriteLineAsync(token).ConfigureAwait(false);
        return ExitCodes.Done;
    }
}
