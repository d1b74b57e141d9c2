using Azure.Data.Tables;
using CsCheck;
using Integration.Local.AppHost.Backup;

namespace Integration.Local.AppHost.Tests.Backup;

public sealed class EntityLineTests
{
    private static readonly Gen<object> Value = Gen.OneOf<object>(
        Gen.String.Select(text => (object)text), Gen.Int.Select(number => (object)number), Gen.Long.Select(number => (object)number),
        Gen.Double[-1e9, 1e9].Select(number => (object)number), Gen.Bool.Select(truth => (object)truth),
        Gen.DateTimeOffset.Select(time => (object)time), Gen.Guid.Select(id => (object)id), Gen.Byte.Array.Select(data => (object)data));

    [Fact]
    public void A_row_comes_back_with_the_same_values_and_types() =>
        Gen.Dictionary(Gen.String[Gen.Char.AlphaNumeric, 1, 8].Select(name => $"x{name}"), Value)[0, 6].Sample(values =>
        {
            var entity = new TableEntity("a partition", "a row");
            foreach (var (name, value) in values)
            {
                entity[name] = value;
            }

            var read = EntityLine.Read(EntityLine.Write(entity));

            (read.PartitionKey, read.RowKey, read.Count).ShouldBe((entity.PartitionKey, entity.RowKey, entity.Count));
            foreach (var (name, value) in values)
            {
                read[name].ShouldBe(value);
                read[name].GetType().ShouldBe(value.GetType());
            }
        });

    [Fact]
    public void Every_line_is_one_line() =>
        EntityLine.Write(new TableEntity("p", "r") { ["text"] = "first\nsecond" }).ShouldNotContain("\n");
}
