using CsCheck;
using Integration.Local.ServiceBusEmulator.Messages;

namespace Integration.Local.ServiceBusEmulator.Tests.Messages;

public sealed class MessageContentTests
{
    [Fact]
    public void A_message_with_an_id_is_kept_byte_for_byte()
    {
        var encoded = TestMessage.Encode(messageId: "id", sessionId: "s");

        var content = MessageContent.Read(encoded, () => "given");

        content.Bytes.ShouldBeSameAs(encoded);
        (content.MessageId, content.SessionId).ShouldBe(("id", "s"));
    }

    [Fact]
    public void A_message_without_an_id_is_given_one_and_keeps_the_rest()
    {
        var properties = new Dictionary<string, object> { ["n"] = 5 };

        var content = MessageContent.Read(
            TestMessage.Encode("text", sessionId: "s", timeToLive: TimeSpan.FromSeconds(3), properties: properties),
            () => "given");

        var message = TestMessage.Decode(content.Bytes);
        message.Properties.MessageId.ShouldBe("given");
        message.Properties.GroupId.ShouldBe("s");
        message.Header.Ttl.ShouldBe(3000u);
        message.ApplicationProperties["n"].ShouldBe(5);
        TestMessage.Body(content).ShouldBe("text");
    }

    [Fact]
    public void Application_properties_are_added_where_there_were_none()
    {
        var content = TestMessage.Content("text", "id").WithApplicationProperties([new("added", true)]);

        TestMessage.Decode(content.Bytes).ApplicationProperties["added"].ShouldBe(true);
        TestMessage.Body(content).ShouldBe("text");
        content.MessageId.ShouldBe("id");
    }

    [Fact]
    public void Evicted_bytes_are_read_back_when_needed()
    {
        var content = TestMessage.Content("text", "id");
        var stored = content.Bytes;

        content.Evict(() => stored);

        content.IsResident.ShouldBeFalse();
        TestMessage.Body(content).ShouldBe("text");
        content.Resident().IsResident.ShouldBeTrue();
    }

    [Fact]
    public void A_message_from_the_store_knows_its_life_once_it_is_resident()
    {
        var stored = TestMessage.Encode("text", "id", timeToLive: TimeSpan.FromSeconds(3));

        var content = new MessageContent(stored.Length, () => stored) { MessageId = "id" }.Resident();

        content.TimeToLive.ShouldBe(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void Bytes_that_are_no_message_are_refused_and_nothing_else_happens() => Gen.Byte.Array[1, 60].Sample(bytes =>
    {
        try
        {
            foreach (var section in SectionReader.Read(bytes))
            {
                (section.End <= bytes.Length && section.Start < section.End).ShouldBeTrue();
            }
        }
        catch (FormatException)
        {
            return;
        }
    });

    [Fact]
    public void A_message_cut_anywhere_inside_a_section_is_refused()
    {
        var encoded = TestMessage.Encode("text", "id", "s", TimeSpan.FromSeconds(3));
        var ends = SectionReader.Read(encoded).Select(section => section.End).ToHashSet();

        foreach (var length in Enumerable.Range(1, encoded.Length - 1).Where(length => !ends.Contains(length)))
        {
            Should.Throw<FormatException>(() => SectionReader.Read(encoded.AsSpan(0, length)));
        }
    }
}
