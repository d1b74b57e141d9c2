using Integration.Local.ServiceBusEmulator.Rules;

namespace Integration.Local.ServiceBusEmulator.Tests.Rules;

public sealed class FilterTests
{
    private static readonly FilteredMessage _message = new()
    {
        MessageId = "m",
        CorrelationId = "c",
        To = "t",
        ReplyTo = "r",
        Subject = "s",
        SessionId = "i",
        ReplyToSessionId = "j",
        ContentType = "application/json",
        ApplicationProperties = new Dictionary<string, object?> { ["n"] = 5u, ["text"] = "A", ["yes"] = true },
    };

    public static TheoryData<string> SystemFields => ["c", "m", "t", "r", "s", "i", "j", "application/json"];

    [Theory]
    [MemberData(nameof(SystemFields))]
    public void Every_system_property_counts(string value)
    {
        Filter(value).Matches(_message).ShouldBeTrue();
        Filter(value + "x").Matches(_message).ShouldBeFalse();

        CorrelationFilter Filter(string wanted) => value switch
        {
            "c" => new() { CorrelationId = wanted },
            "m" => new() { MessageId = wanted },
            "t" => new() { To = wanted },
            "r" => new() { ReplyTo = wanted },
            "s" => new() { Subject = wanted },
            "i" => new() { SessionId = wanted },
            "j" => new() { ReplyToSessionId = wanted },
            _ => new() { ContentType = wanted },
        };
    }

    [Fact]
    public void All_fields_set_must_match()
    {
        new CorrelationFilter { CorrelationId = "c", Subject = "s" }.Matches(_message).ShouldBeTrue();
        new CorrelationFilter { CorrelationId = "c", Subject = "x" }.Matches(_message).ShouldBeFalse();
    }

    public static TheoryData<object, bool> Numbers => new()
    {
        { 5, true }, { 5L, true }, { 5u, true }, { (byte)5, true }, { 5.0, true }, { 5m, true },
        { 5.5, false }, { 6, false }, { "5", false }, { true, false },
    };

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Numbers_are_equal_by_value_not_by_type(object wanted, bool matches) =>
        new CorrelationFilter { Properties = new Dictionary<string, object?> { ["n"] = wanted } }.Matches(_message).ShouldBe(matches);

    [Fact]
    public void Text_is_compared_with_regard_to_case_and_a_missing_property_does_not_match()
    {
        With("text", "A").Matches(_message).ShouldBeTrue();
        With("text", "a").Matches(_message).ShouldBeFalse();
        With("yes", true).Matches(_message).ShouldBeTrue();
        With("missing", "A").Matches(_message).ShouldBeFalse();

        static CorrelationFilter With(string name, object value) =>
            new() { Properties = new Dictionary<string, object?> { [name] = value } };
    }

    [Fact]
    public void Filters_are_stored_with_the_types_of_their_values()
    {
        RuleFilter[] filters =
        [
            new TrueFilter(),
            new FalseFilter(),
            new CorrelationFilter { Subject = "s", Properties = new Dictionary<string, object?> { ["n"] = 5u, ["d"] = 1.5, ["t"] = "x" } },
        ];

        foreach (var filter in filters)
        {
            var read = RuleFilterCodec.Decode(RuleFilterCodec.Encode(filter));
            read.GetType().ShouldBe(filter.GetType());
            (read as CorrelationFilter)?.Properties.ShouldBe(((CorrelationFilter)filter).Properties);
            (read as CorrelationFilter)?.Subject.ShouldBe("s");
        }
    }
}
