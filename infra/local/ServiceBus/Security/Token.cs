namespace Integration.Local.ServiceBus.Security;

/// <summary>What entitles a connection to an entity.</summary>
/// <param name="Type">What the broker calls such a token.</param>
/// <param name="Value">The token; a secret.</param>
/// <param name="ExpiresAt">Until when it holds, UTC.</param>
internal sealed record Token(string Type, string Value, DateTimeOffset ExpiresAt)
{
    public const string SharedAccess = "servicebus.windows.net:sastoken";
    public const string JsonWeb = "jwt";

    private static readonly TimeSpan _shortest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _mostHeadroom = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long to keep the token before the next is put: until 5 minutes, or a third of its life, before its end; at least 5 seconds.
    /// </summary>
    public TimeSpan RenewAfter(DateTimeOffset now)
    {
        var life = ExpiresAt - now;
        var headroom = life / 3 < _mostHeadroom ? life / 3 : _mostHeadroom;
        return life - headroom > _shortest ? life - headroom : _shortest;
    }

    public override string ToString() => $"{Type} until {ExpiresAt:O}";
}
