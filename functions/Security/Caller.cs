namespace Integration.Functions.Security;

/// <summary>Who calls, as the token says.</summary>
/// <param name="ClientId">The claim <c>sub</c>.</param>
/// <param name="Roles">The claim <c>roles</c>, as far as they are known here.</param>
public sealed record Caller(string ClientId, IReadOnlySet<Role> Roles)
{
    private const string Item = "integration.caller";

    /// <summary>The caller of a request that was let in.</summary>
    /// <exception cref="InvalidOperationException">Nobody was let in.</exception>
    public static Caller Of(HttpContext http) => http.Items[Item] as Caller
        ?? throw new InvalidOperationException("The request has no caller.");

    /// <summary>Lets the caller in.</summary>
    public void Enter(HttpContext http) => http.Items[Item] = this;
}
