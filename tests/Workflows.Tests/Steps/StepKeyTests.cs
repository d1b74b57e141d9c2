using CsCheck;
using Integration.Workflows.Cases;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Tests.Steps;

public sealed class StepKeyTests
{
    private static readonly string Id = CaseId.From("a", "b", "c");
    private static readonly Gen<string> Name = Gen.Char["abcxyz019-"].Array[1, 20].Select(letters => new string(letters));

    [Fact]
    public void A_key_that_was_written_is_read_as_the_same() =>
        Gen.Select(Name, Name.Null(), Gen.Int[1, 1000]).Sample((step, subject, number) =>
            StepKey.TryParse(new StepKey(Id, step, subject, number).ToString(), out var key)
            && key == new StepKey(Id, step, subject, number));

    [Fact]
    public void Names_in_the_case_partition_hold_no_character_that_a_table_forbids() =>
        new StepKey(Id, "referral", "education-savings", 1).RowName.ShouldBe("referral|education-savings|1");

    [Theory]
    [InlineData("")]
    [InlineData("identity/1")]
    [InlineData("@/identity/0")]
    [InlineData("@/identity/01")]
    [InlineData("@/identity/-1")]
    [InlineData("@/identity/x")]
    [InlineData("@/Identity/1")]
    [InlineData("@/identity//1")]
    [InlineData("@/a/b/c/1")]
    [InlineData("@/iden tity/1")]
    [InlineData("@/identity/99999999999")]
    public void Other_texts_are_no_key(string text) =>
        StepKey.TryParse(text.Replace("@", Id, StringComparison.Ordinal), out _).ShouldBeFalse();
}
