using CsCheck;
using DurableTask.Core;
using DurableTask.Core.History;
using Integration.Local.DurableTask.Sqlite.History;
using Newtonsoft.Json;

namespace Integration.Local.DurableTask.Sqlite.Tests.History;

/// <summary>What is stored of an event is all that the framework's own serializer sees of it.</summary>
public sealed class HistoryCodecTests
{
    public static TheoryData<string> Types { get; } = [.. Events.ByType.Keys];

    [Fact]
    public void Every_type_of_the_framework_is_known() => HistoryEvent.KnownTypes().Select(type => type.Name).Order()
        .ShouldBe(Events.ByType.Keys.Order());

    [Theory]
    [MemberData(nameof(Types))]
    public void An_event_comes_back_as_it_was(string type) => Events.ByType[type].Sample(item =>
    {
        var history = new List<HistoryEvent>();
        HistoryCodec.Decode(HistoryCodec.Encode([item]), history);

        JsonConvert.SerializeObject(history.ShouldHaveSingleItem()).ShouldBe(JsonConvert.SerializeObject(item));
    });

    [Fact]
    public void Events_come_back_in_their_order() => Gen.OneOf([.. Events.ByType.Values]).Array[0, 8].Sample(items =>
    {
        var history = new List<HistoryEvent>();
        HistoryCodec.Decode(HistoryCodec.Encode(items), history);

        JsonConvert.SerializeObject(history).ShouldBe(JsonConvert.SerializeObject(items));
    });

    [Fact]
    public void A_message_comes_back_with_its_execution_and_the_tags_of_its_orchestration()
    {
        var message = new TaskMessage
        {
            OrchestrationInstance = new OrchestrationInstance { InstanceId = "case", ExecutionId = "e" },
            OrchestrationExecutionContext = JsonConvert.DeserializeObject<OrchestrationExecutionContext>("{\"OrchestrationTags\":{\"k\":\"v\"}}"),
            SequenceNumber = 7,
            Event = new TaskScheduledEvent(1, "Work"),
        };

        var decoded = HistoryCodec.DecodeMessage(HistoryCodec.Encode(message), "case", 7);

        JsonConvert.SerializeObject(decoded).ShouldBe(JsonConvert.SerializeObject(message));
    }

    [Fact]
    public void Damaged_bytes_are_refused_as_such() => Gen.Select(Gen.OneOf([.. Events.ByType.Values]), Gen.Int[0, 40]).Sample((item, cut) =>
    {
        var bytes = HistoryCodec.Encode([item]);
        var kept = bytes.AsSpan(0, Math.Max(1, bytes.Length - 1 - cut)).ToArray();
        if (kept.Length > 1)
        {
            Should.Throw<InvalidDataException>(() => HistoryCodec.Decode(kept, []));
        }
    });

    [Fact]
    public void A_newer_format_is_refused() => Should.Throw<InvalidDataException>(() => HistoryCodec.Decode([99], []))
        .Message.ShouldBe("Events of format 99 are not known.");
}
