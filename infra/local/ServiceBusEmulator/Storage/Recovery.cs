using Integration.Local.ServiceBusEmulator.Entities;
using Integration.Local.ServiceBusEmulator.Messages;
using Integration.Local.ServiceBusEmulator.Rules;
using Integration.Local.ServiceBusEmulator.Topology;

namespace Integration.Local.ServiceBusEmulator.Storage;

/// <summary>Brings what the store kept together with what the topology declares.</summary>
internal sealed class Recovery
{
    private readonly SqliteMessageStore _store;
    private readonly StoredState _state;
    private readonly Dictionary<string, StoredEntity> _known;
    private readonly List<StoredEntity> _new = [];

    public Recovery(SqliteMessageStore store)
    {
        _store = store;
        _state = store.Load();
        _known = _state.Entities.ToDictionary(entity => entity.Address, StringComparer.OrdinalIgnoreCase);
    }

    public long LastMessageId => _state.Messages.Count == 0 ? 0 : _state.Messages.Max(kept => kept.Message.Id);

    /// <summary>Addresses that hold messages but are no longer in the topology. They are kept until they are declared again.</summary>
    public IReadOnlyList<string> Orphans { get; private set; } = [];

    /// <summary>The number by which the store knows an address, given to it now if it is new.</summary>
    public int EntityOf(string address)
    {
        if (!_known.TryGetValue(address, out var entity))
        {
            var next = _known.Count == 0 ? 1 : _known.Values.Max(known => known.Entity) + 1;
            _known.Add(address, entity = new StoredEntity(next, address, 0, null));
            _new.Add(entity);
        }

        return entity.Entity;
    }

    /// <summary>
    /// Fills the entities. A subscription's rules are those the topology declares, unless they were changed since by clients;
    /// a changed declaration wins again.
    /// </summary>
    public void Fill(EntityCatalogue entities, NamespaceTopology topology, DateTime now)
    {
        RestoreRules(entities, topology, now);
        var queues = entities.Queues.ToDictionary(queue => queue.Entity);
        foreach (var entity in _known.Values)
        {
            queues.GetValueOrDefault(entity.Entity)?.RestoreSequence(entity.LastSequenceNumber);
        }

        foreach (var (entity, messageId, until) in _state.MessageIds)
        {
            queues.GetValueOrDefault(entity)?.RestoreMessageId(messageId, until);
        }

        foreach (var (entity, session, state) in _state.SessionStates)
        {
            queues.GetValueOrDefault(entity)?.RestoreSessionState(session, state);
        }

        foreach (var (message, size) in _state.Messages)
        {
            queues.GetValueOrDefault(message.Entity)?.Restore(ToMessage(message, size));
        }

        Orphans = _state.Messages.Select(kept => kept.Message.Entity).Distinct()
            .Where(entity => !queues.ContainsKey(entity))
            .Select(entity => _known.Values.First(known => known.Entity == entity).Address)
            .ToList();
    }

    private void RestoreRules(EntityCatalogue entities, NamespaceTopology topology, DateTime now)
    {
        var kept = _state.Rules.ToLookup(rule => rule.Entity);
        var registered = new List<StoredEntity>(_new);
        var declared = new List<(int Entity, IReadOnlyList<RuleRecord> Rules)>();
        foreach (var topic in topology.Topics)
        {
            foreach (var described in topic.Subscriptions)
            {
                var address = $"{topic.Name}/Subscriptions/{described.Name}";
                var subscription = entities.Subscriptions[address];
                var entity = _known[address];
                IReadOnlyList<RuleRecord> rules = EntityCatalogue.DeclaredRules(described, now)
                    .Select(rule => new RuleRecord(entity.Entity, rule.Name, rule.CreatedAt, RuleFilterCodec.Encode(rule.Filter)))
                    .ToList();
                var fingerprint = string.Join('\n', rules.Select(rule => $"{rule.Name} {Convert.ToHexString(rule.Filter)}"));
                if (entity.DeclaredRules == fingerprint)
                {
                    rules = kept[entity.Entity].ToList();
                }
                else
                {
                    registered.RemoveAll(known => known.Entity == entity.Entity);
                    registered.Add(entity with { DeclaredRules = fingerprint });
                    declared.Add((entity.Entity, rules));
                }

                foreach (var rule in rules)
                {
                    subscription.Restore(new SubscriptionRule(rule.Name, RuleFilterCodec.Decode(rule.Filter), rule.CreatedAt));
                }
            }
        }

        if (registered.Count > 0)
        {
            _store.Register(registered, declared);
        }
    }

    private StoredMessage ToMessage(MessageRecord record, int size) => new()
    {
        Id = record.Id,
        SequenceNumber = record.SequenceNumber,
        EnqueuedSequenceNumber = record.EnqueuedSequenceNumber,
        EnqueuedAt = record.EnqueuedAt,
        ExpiresAt = record.ExpiresAt,
        State = record.State,
        DeliveryCount = record.DeliveryCount,
        DeadLetterSource = record.DeadLetterSource,
        Content = new MessageContent(size, () => _store.ReadBody(record.Id)) { MessageId = record.MessageId, SessionId = record.SessionId },
    };
}
