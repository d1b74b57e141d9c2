using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using Amqp.Transactions;
using Amqp.Types;
using Integration.Local.ServiceBusEmulator.Amqp.Links;
using Integration.Local.ServiceBusEmulator.Amqp.Management;
using Integration.Local.ServiceBusEmulator.Entities;
using Integration.Local.ServiceBusEmulator.Security;
using Microsoft.Extensions.Logging;

namespace Integration.Local.ServiceBusEmulator.Amqp;

/// <summary>Decides what stands at the other end of each link that a client attaches, if it may have one at all.</summary>
internal sealed partial class LinkRouter(
    ServiceBusNamespace entities, TokenValidator tokens, TimeProvider time, int maxMessageSize, ILogger<LinkRouter> logger) : IContainer
{
    private static readonly TimeSpan _defaultPatience = TimeSpan.FromMinutes(1);

    // An answer that comes after the client's own time is over finds nobody waiting.
    private static readonly TimeSpan _head = TimeSpan.FromMilliseconds(500);

    private readonly ConditionalWeakTable<Connection, ClientConnection> _clients = [];
    private readonly CbsNode _cbs = new(tokens, logger);

    public LinkEvents Events { get; } = new();

    public X509Certificate2 ServiceCertificate => throw new NotSupportedException("the broker has no TLS");

    public IDictionary<string, TransportProvider> CustomTransports { get; } = new Dictionary<string, TransportProvider>();

    public Message CreateMessage(ByteBuffer buffer) => new EncodedMessage(buffer.Buffer.AsSpan(buffer.Offset, buffer.Length).ToArray());

    public Link CreateLink(ListenerConnection connection, ListenerSession session, Attach attach) => new ListenerLink(session, attach);

    public bool AttachLink(ListenerConnection connection, ListenerSession session, Link link, Attach attach)
    {
        var client = ClientOf(connection);
        var listenerLink = (ListenerLink)link;
        try
        {
            if (attach.Role)
            {
                AttachReceiver(client, listenerLink, attach);
            }
            else
            {
                AttachSender(client, listenerLink, attach);
            }
        }
        catch (AmqpException exception)
        {
            LogRefused(exception.Error.Description);
            LinkStart.Refuse(listenerLink, attach, exception.Error);
        }

        return false;
    }

    private ClientConnection ClientOf(ListenerConnection connection)
    {
        if (_clients.TryGetValue(connection, out var known))
        {
            return known;
        }

        connection.AddClosedCallback((_, error) =>
        {
            if (error is not null)
            {
                LogConnectionBroken(error.Condition ?? "");
            }
        });
        return _clients.GetOrCreateValue(connection);
    }

    private void AttachSender(ClientConnection client, ListenerLink link, Attach attach)
    {
        if (attach.Target is Coordinator)
        {
            throw new AmqpException(AmqpErrors.Of(AmqpErrors.NotImplemented, "this broker has no transactions"));
        }

        if (attach.Target is not Target { Address: { Length: > 0 } address })
        {
            throw new AmqpException(AmqpErrors.Of(
                AmqpErrors.NotImplemented, "the target of a link must be a queue, a topic or a node of theirs"));
        }

        var path = EntityPath.Of(address);
        if (FindNode(client, path) is { } node)
        {
            var requests = new RequestLink(link, node, client, entities, logger);
            Receive(link, attach, RequestLink.Credit, requests.OnMessage);
            return;
        }

        Demand(client, path);
        var target = entities.Entities.FindTarget(path) ?? throw NotFound(path, "queue or topic to send to");
        attach.MaxMessageSize = (ulong)maxMessageSize;
        var incoming = new IncomingLink(link, target, entities, maxMessageSize, logger);
        Receive(link, attach, IncomingLink.Credit, incoming.OnMessage);
    }

    private void AttachReceiver(ClientConnection client, ListenerLink link, Attach attach)
    {
        if (attach.Source is not Source { Address: { Length: > 0 } address } source)
        {
            throw new AmqpException(AmqpErrors.Of(AmqpErrors.NotFound, "the source of a link must have an address"));
        }

        var path = EntityPath.Of(address);
        if (FindNode(client, path) is not null)
        {
            AttachReplies(client, link, attach);
            return;
        }

        Demand(client, path);
        var queue = entities.Entities.FindSource(path) ?? throw NotFound(path, "queue or subscription to receive from");
        var outgoing = new OutgoingLink(link, attach, queue, entities, logger);
        if (source.FilterSet is { } filters && filters.TryGetValue(AmqpNames.SessionFilter, out var filter))
        {
            Events.Watch(link, outgoing);
            outgoing.AcceptSession((filter is DescribedValue described ? described.Value : filter) as string, Patience(attach));
        }
        else
        {
            outgoing.Join();
        }
    }

    private static void AttachReplies(ClientConnection client, ListenerLink link, Attach attach)
    {
        // The .NET client names the target address in its requests, the JavaScript client the link.
        var replies = new ReplyLink(link);
        string?[] names = [(attach.Target as Target)?.Address, link.Name];
        foreach (var name in names.OfType<string>())
        {
            client.Add(name, replies);
            link.AddClosedCallback((_, _) => client.Remove(name));
        }

        attach.SndSettleMode = SenderSettleMode.Settled;
        LinkStart.Accept(link, attach, replies);
    }

    private static void Receive(ListenerLink link, Attach attach, uint credit, Action<EncodedMessage> onMessage)
    {
        link.InitializeReceiver(credit, (_, message, _, _) => onMessage((EncodedMessage)message), null);
        link.CompleteAttach(attach, null);
    }

    /// <summary>The node for requests at an address; null: there stands an entity, or nothing.</summary>
    private IRequestNode? FindNode(ClientConnection client, string path)
    {
        if (string.Equals(path, AmqpNames.Cbs, StringComparison.OrdinalIgnoreCase))
        {
            return _cbs;
        }

        if (!path.EndsWith(AmqpNames.Management, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        Demand(client, path);
        var entity = path[..^AmqpNames.Management.Length];
        var queue = entities.Entities.Find(entity) ?? throw NotFound(entity, "entity to manage");
        return new ManagementNode(queue, entities.Entities.Subscriptions.GetValueOrDefault(entity), entities, logger);
    }

    private void Demand(ClientConnection client, string path)
    {
        if (!client.MayUse(path, time.GetUtcNow()))
        {
            throw new AmqpException(AmqpErrors.Of(
                AmqpErrors.Unauthorized, $"no valid token was put for '{path}'; check the key of the connection string"));
        }
    }

    // The JavaScript client tells this error from others by these words.
    private static AmqpException NotFound(string path, string what) => new(AmqpErrors.Of(
        AmqpErrors.NotFound,
        $"The messaging entity '{path}' could not be found: there is no {what} of that name; the topology file says what there is"));

    private static TimeSpan Patience(Attach attach)
    {
        if (attach.Properties?[AmqpNames.Timeout] is not uint milliseconds)
        {
            return _defaultPatience;
        }

        var patience = TimeSpan.FromMilliseconds(milliseconds);
        return patience > _head * 2 ? patience - _head : patience / 2;
    }

    [LoggerMessage(LogLevel.Warning, "A link was refused: {Reason}")]
    private partial void LogRefused(string reason);

    [LoggerMessage(LogLevel.Information, "A connection broke: {Condition}")]
    private partial void LogConnectionBroken(string condition);
}
