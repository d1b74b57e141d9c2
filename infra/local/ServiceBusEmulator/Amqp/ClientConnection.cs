using System.Collections.Concurrent;
using Integration.Local.ServiceBusEmulator.Amqp.Links;
using Integration.Local.ServiceBusEmulator.Security;

namespace Integration.Local.ServiceBusEmulator.Amqp;

/// <summary>What belongs to one connection: the rights its tokens gave it, and the links it takes replies on.</summary>
internal sealed class ClientConnection
{
    private readonly ConcurrentDictionary<string, Claim> _claims = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, ReplyLink> _replyLinks = new(StringComparer.Ordinal);

    public void Add(Claim claim) => _claims[claim.Path] = claim;

    public bool MayUse(string path, DateTimeOffset now) =>
        _claims.Values.Any(claim => claim.ExpiresAt > now && EntityPath.Covers(claim.Path, path));

    public void Add(string name, ReplyLink link) => _replyLinks[name] = link;

    public void Remove(string name) => _replyLinks.TryRemove(name, out _);

    public ReplyLink? FindReplyLink(string name) => _replyLinks.GetValueOrDefault(name);
}
