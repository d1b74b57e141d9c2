using System.Buffers;
using System.Text.Json;

namespace Integration.Local.ServiceBusEmulator.Topology;

/// <summary>
/// Reads a topology in the configuration schema of the official Service Bus emulator
/// (<c>UserConfig/Namespaces/…</c>). Whatever it does not know is an error, not ignored.
/// </summary>
internal static class TopologyFile
{
    private const int LongestName = 260;

    private static readonly SearchValues<char> _nameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_/");

    /// <exception cref="BrokerStartException">The file is missing, is not JSON, or says something that cannot be.</exception>
    public static NamespaceTopology Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return ReadRoot(new JsonCursor(path, "", document.RootElement));
        }
        catch (JsonException exception)
        {
            throw new BrokerStartException(
                $"{path}({exception.LineNumber + 1},{exception.BytePositionInLine + 1}): the topology is not valid JSON", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BrokerStartException($"{path}: the topology cannot be read: {exception.Message}", exception);
        }
    }

    private static NamespaceTopology ReadRoot(JsonCursor root)
    {
        var config = root.Members("UserConfig").Required("UserConfig").Members("Namespaces", "Logging");
        config.Optional("Logging")?.Members("Type").Optional("Type")?.Text();
        var namespaces = config.Required("Namespaces");
        var all = namespaces.Items().ToList();
        if (all.Count != 1)
        {
            throw namespaces.Error($"expected exactly one namespace, found {all.Count}");
        }

        var members = all[0].Members("Name", "Queues", "Topics");
        var names = new UniqueNames();
        var forwards = new ForwardingMap();
        var queues = members.Items("Queues").Select(queue => ReadQueue(queue, names, forwards)).ToList();
        var topics = members.Items("Topics").Select(topic => ReadTopic(topic, names, forwards)).ToList();
        forwards.Check();
        return new NamespaceTopology(ReadName(members), queues, topics);
    }

    private static QueueTopology ReadQueue(JsonCursor queue, UniqueNames names, ForwardingMap forwards)
    {
        var members = queue.Members("Name", "Properties");
        var name = names.Add(members.Required("Name"), ReadName(members));
        forwards.AddEntity(name);
        return new QueueTopology(name, ReadQueueSettings(members.Optional("Properties"), name, forwards, detectsDuplicates: true));
    }

    private static TopicTopology ReadTopic(JsonCursor topic, UniqueNames names, ForwardingMap forwards)
    {
        var members = topic.Members("Name", "Properties", "Subscriptions");
        var name = names.Add(members.Required("Name"), ReadName(members));
        forwards.AddEntity(name);
        var properties = members.Optional("Properties")?.Members(
            "DefaultMessageTimeToLive", "DuplicateDetectionHistoryTimeWindow", "RequiresDuplicateDetection");
        var subscriptionNames = new UniqueNames();
        return new TopicTopology(
            name,
            properties?.Optional("DefaultMessageTimeToLive")?.Duration(TimeSpan.MaxValue) ?? TimeSpan.MaxValue,
            ReadDuplicateDetection(properties),
            members.Items("Subscriptions").Select(item => ReadSubscription(item, name, subscriptionNames, forwards)).ToList());
    }

    private static SubscriptionTopology ReadSubscription(JsonCursor subscription, string topic, UniqueNames names, ForwardingMap forwards)
    {
        var members = subscription.Members("Name", "Properties", "Rules");
        var name = names.Add(members.Required("Name"), ReadName(members));
        var address = $"{topic}/Subscriptions/{name}";
        forwards.AddSubscription(topic, address);
        var settings = ReadQueueSettings(members.Optional("Properties"), address, forwards, detectsDuplicates: false);
        var ruleNames = new UniqueNames();
        return new SubscriptionTopology(name, settings, members.Items("Rules").Select(rule => RuleReader.Read(rule, ruleNames)).ToList());
    }

    private static QueueSettings ReadQueueSettings(JsonCursor? properties, string address, ForwardingMap forwards, bool detectsDuplicates)
    {
        var defaults = new QueueSettings();
        string[] known =
        [
            "DeadLetteringOnMessageExpiration", "DefaultMessageTimeToLive", "ForwardDeadLetteredMessagesTo", "ForwardTo",
            "LockDuration", "MaxDeliveryCount", "RequiresSession",
        ];
        string[] ofQueuesOnly = detectsDuplicates ? ["DuplicateDetectionHistoryTimeWindow", "RequiresDuplicateDetection"] : [];
        if (properties?.Members([.. known, .. ofQueuesOnly]) is not { } members)
        {
            return defaults;
        }

        var settings = new QueueSettings
        {
            LockDuration = members.Optional("LockDuration")?.Duration(TimeSpan.FromMinutes(5)) ?? defaults.LockDuration,
            MaxDeliveryCount = members.Optional("MaxDeliveryCount")?.Integer(1, 2000) ?? defaults.MaxDeliveryCount,
            DefaultMessageTimeToLive =
                members.Optional("DefaultMessageTimeToLive")?.Duration(TimeSpan.MaxValue) ?? defaults.DefaultMessageTimeToLive,
            DeadLetteringOnMessageExpiration = members.Optional("DeadLetteringOnMessageExpiration")?.Boolean() ?? false,
            RequiresSession = members.Optional("RequiresSession")?.Boolean() ?? false,
            DuplicateDetectionWindow = ReadDuplicateDetection(members),
            ForwardTo = forwards.Read(members.Optional("ForwardTo"), address),
            ForwardDeadLetteredMessagesTo = forwards.Read(members.Optional("ForwardDeadLetteredMessagesTo"), address),
        };
        return settings.RequiresSession && settings.ForwardTo is not null
            ? throw members.Required("ForwardTo").Error("an entity with RequiresSession cannot forward; drop one of the two")
            : settings;
    }

    private static TimeSpan? ReadDuplicateDetection(JsonMembers? members)
    {
        var window = members?.Optional("DuplicateDetectionHistoryTimeWindow")?.Duration(TimeSpan.FromDays(7)) ?? TimeSpan.FromMinutes(10);
        return members?.Optional("RequiresDuplicateDetection")?.Boolean() == true ? window : null;
    }

    private static string ReadName(JsonMembers members)
    {
        var cursor = members.Required("Name");
        var name = cursor.Text();
        return name.Length <= LongestName && !name.AsSpan().ContainsAnyExcept(_nameCharacters) && name.Trim('/') == name
            ? name
            : throw cursor.Error($"expected at most {LongestName} letters, digits, '.', '-', '_' and inner '/'");
    }
}
