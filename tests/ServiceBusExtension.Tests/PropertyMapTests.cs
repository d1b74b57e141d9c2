using CsCheck;
using Google.Protobuf;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Encoding;
using Microsoft.Azure.Functions.Worker;

namespace Integration.ServiceBusExtension.Tests;

/// <summary>Properties go to the host as an AMQP map.</summary>
public sealed class PropertyMapTests
{
    private static readonly Gen<object> _plain = Gen.OneOf(
        Boxed(Gen.Byte), Boxed(Gen.SByte), Boxed(Gen.Short), Boxed(Gen.UShort), Boxed(Gen.Int), Boxed(Gen.UInt), Boxed(Gen.Long),
        Boxed(Gen.ULong), Boxed(Gen.Double), Boxed(Gen.Bool), Boxed(Gen.Guid), Boxed(Gen.String.AlphaNumeric));

    [Fact]
    public void A_plain_value_stays_what_it_is() => _plain.Sample(value => Sent(value)!.Equals(value));

    [Fact]
    public void A_time_span_and_an_address_carry_their_type()
    {
        Described(TimeSpan.FromMinutes(2)).ShouldBe(("com.microsoft:timespan", TimeSpan.FromMinutes(2).Ticks));
        Described(DateTimeOffset.UnixEpoch.ToOffset(TimeSpan.FromHours(5)))
            .ShouldBe(("com.microsoft:datetime-offset", DateTimeOffset.UnixEpoch.UtcTicks));
        Described(new Uri("https://agency.example/cases")).ShouldBe(("com.microsoft:uri", "https://agency.example/cases"));
    }

    [Fact]
    public void No_properties_are_no_map() => PropertyMap.Encode(null).ShouldBe(ByteString.Empty);

    [Fact]
    public void A_value_that_no_property_can_be_is_refused_by_its_name() =>
        Should.Throw<NotSupportedException>(() => PropertyMap.Encode(new Dictionary<string, object> { ["case"] = new List<int>() }))
            .Message.ShouldStartWith("The property 'case' is a List`1, which a message's property can't be: ");

    private static Gen<object> Boxed<T>(Gen<T> values)
        where T : notnull => values.Select(value => (object)value);

    private static (string Type, object Value) Described(object value)
    {
        var described = Sent(value).ShouldBeOfType<DescribedType>();
        return (described.Descriptor.ToString()!, described.Value);
    }

    private static object? Sent(object value)
    {
        var bytes = PropertyMap.Encode(new Dictionary<string, object> { ["name"] = value }).ToByteArray();
        using var buffer = new ByteBuffer(bytes, 0, bytes.Length);
        return AmqpCodec.DecodeMap(buffer)[new MapKey("name")];
    }
}
