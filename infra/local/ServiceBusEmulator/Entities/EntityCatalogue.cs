using Integration.Local.ServiceBusEmulator.Messages;
using Integration.Local.ServiceBusEmulator.Rules;
using Integration.Local.ServiceBusEmulator.Topology;

namespace Integration.Local.ServiceBusEmulator.Entities;

/// <summary>The entities of a namespace by address, and how messages pass between them.</summary>
internal sealed class EntityCatalogue
{
    public const string DeadLetterQueue = "$DeadLetterQueue";
    private const string DefaultRule = "$Default";

    private readonly Dictionary<string, MessageQueue> _queues = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Topic> _topics = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Subscription> _subscriptions = new(StringComparer.OrdinalIgnoreCase);
    private readonly EntityContext _context;
    private readonly Func<string, int> _entityOf;

    /// <param name="topology">What there is.</param>
    /// <param name="context">What entities have from outside.</param>
    /// <param name="entityOf">The number by which the store knows an address.</param>
    public EntityCatalogue(NamespaceTopology topology, EntityContext context, Func<string, int> entityOf)
    {
        _context = context;
        _entityOf = entityOf;
        foreach (var queue in topology.Queues)
        {
            AddQueue(queue.Name, queue.Settings);
        }

        foreach (var topic in topology.Topics)
        {
            AddTopic(topic);
        }
    }

    /// <summary>Every queue there is, dead-letter queues and the inboxes of topics included.</summary>
    public IEnumerable<MessageQueue> Queues => _queues.Values.Concat(_topics.Values.Select(topic => topic.Inbox));

    public IReadOnlyDictionary<string, Subscription> Subscriptions => _subscriptions;

    /// <summary>What can be received from: a queue, a subscription, a dead-letter queue; null: there is none.</summary>
    public MessageQueue? FindSource(string address) => _queues.GetValueOrDefault(address);

    /// <summary>What can be sent to: a queue or a topic; null: there is none.</summary>
    public MessageQueue? FindTarget(string address) =>
        _topics.TryGetValue(address, out var topic) ? topic.Inbox
        : _queues.TryGetValue(address, out var queue) && queue.DeadLetters is not null && !_subscriptions.ContainsKey(address) ? queue
        : null;

    /// <summary>Whatever stands at an address, for its management operations.</summary>
    public MessageQueue? Find(string address) => FindSource(address) ?? FindTarget(address);

    private MessageQueue AddQueue(string address, QueueSettings settings)
    {
        var deadLetterAddress = $"{address}/{DeadLetterQueue}";
        var deadLetterSettings = new QueueSettings { LockDuration = settings.LockDuration, MaxDeliveryCount = int.MaxValue };
        var deadLetters = new MessageQueue(_entityOf(deadLetterAddress), deadLetterAddress, deadLetterSettings, null, _context);
        Action<MessageContent, long>? forward = settings.ForwardTo is { } target
            ? (content, number) => FindTarget(target)!.Receive(content, number)
            : null;
        Action<MessageContent, long, string>? forwardDeadLetter = settings.ForwardDeadLetteredMessagesTo is { } deadLetterTarget
            ? (content, number, source) => FindTarget(deadLetterTarget)!.Receive(content, number, source)
            : null;
        var queue = new MessageQueue(_entityOf(address), address, settings, deadLetters, _context, forward, forwardDeadLetter);
        _queues.Add(address, queue);
        _queues.Add(deadLetterAddress, deadLetters);
        return queue;
    }

    private void AddTopic(TopicTopology topology)
    {
        var topic = new Topic(_entityOf(topology.Name), topology, _context);
        _topics.Add(topology.Name, topic);
        foreach (var described in topology.Subscriptions)
        {
            var settings = described.Settings with
            {
                DefaultMessageTimeToLive = Shorter(described.Settings.DefaultMessageTimeToLive, topology.DefaultMessageTimeToLive),
            };
            var address = $"{topology.Name}/Subscriptions/{described.Name}";
            var subscription = new Subscription(AddQueue(address, settings), _context);
            topic.Add(subscription);
            _subscriptions.Add(address, subscription);
        }
    }

    /// <summary>The rules that the topology gives a subscription; without any it takes every message.</summary>
    public static IEnumerable<SubscriptionRule> DeclaredRules(SubscriptionTopology subscription, DateTime createdAt) =>
        subscription.Rules.Count == 0
            ? [new SubscriptionRule(DefaultRule, new TrueFilter(), createdAt)]
            : subscription.Rules.Select(rule => new SubscriptionRule(rule.Name, rule.Filter, createdAt));

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
