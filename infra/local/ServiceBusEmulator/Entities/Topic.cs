using Integration.Local.ServiceBusEmulator.Messages;
using Integration.Local.ServiceBusEmulator.Topology;

namespace Integration.Local.ServiceBusEmulator.Entities;

/// <summary>
/// A topic: its inbox detects duplicates and holds scheduled messages, and passes every message whose time has come
/// to the subscriptions that want it.
/// </summary>
internal sealed class Topic
{
    private readonly List<Subscription> _subscriptions = [];

    public Topic(int entity, TopicTopology topology, EntityContext context)
    {
        var settings = new QueueSettings
        {
            DefaultMessageTimeToLive = topology.DefaultMessageTimeToLive,
            DuplicateDetectionWindow = topology.DuplicateDetectionWindow,
        };
        Inbox = new MessageQueue(entity, topology.Name, settings, null, context, Distribute);
    }

    public MessageQueue Inbox { get; }

    public void Add(Subscription subscription) => _subscriptions.Add(subscription);

    private void Distribute(MessageContent content, long sequenceNumber)
    {
        var message = content.Describe();
        foreach (var subscription in _subscriptions.Where(subscription => subscription.Wants(message)))
        {
            subscription.Queue.Receive(content.Share(), sequenceNumber);
        }
    }
}
