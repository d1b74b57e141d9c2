using System.Text.Json;
using CsCheck;
using Integration.Workflows.Audit;

namespace Integration.Workflows.Tests.Audit;

public sealed class ExchangeFactsTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(value => (byte)value)];

    [Fact]
    public void What_was_forwarded_is_written_in_one_order() =>
        ExchangeFacts.Forwarded("serviceontario", "cra-benefits", "child-benefit-assessment", "so-cra-ccb", ["child", "income"], "hmac-sha256:ab").ToDetails()
            .ShouldBe("""{"sender":"serviceontario","recipient":"cra-benefits","purpose":"child-benefit-assessment","agreement":"so-cra-ccb","categories":["child","income"],"contentHash":"hmac-sha256:ab"}""");

    [Fact]
    public void What_was_refused_says_why_and_has_no_content() =>
        ExchangeFacts.Refused("serviceontario", "toronto-transit", "transit-discount-assessment", ["income"], "consent-declined").ToDetails()
            .ShouldBe("""{"sender":"serviceontario","recipient":"toronto-transit","purpose":"transit-discount-assessment","categories":["income"],"reason":"consent-declined"}""");

    [Fact]
    public void The_same_facts_are_the_same_text_and_it_holds_all_of_them() =>
        Gen.Select(Gen.String, Gen.String, Gen.String.List[0, 4]).Sample((sender, purpose, categories) =>
        {
            var details = ExchangeFacts.Refused(sender, "recipient", purpose, categories, "reason").ToDetails();
            var read = JsonElement.Parse(details);
            return details == ExchangeFacts.Refused(sender, "recipient", purpose, [.. categories], "reason").ToDetails()
                && read.EnumerateObject().Select(member => member.Name).SequenceEqual(["sender", "recipient", "purpose", "categories", "reason"])
                && read.GetProperty("categories").GetArrayLength() == categories.Count;
        });

    [Fact]
    public void Content_has_one_hash_in_a_case_and_none_that_another_content_case_or_key_has() =>
        Gen.Select(Gen.String, Gen.String).Where((one, other) => one != other).Sample((one, other) =>
        {
            var hash = ExchangeFacts.HashOf(Key, "case", one);
            return hash == ExchangeFacts.HashOf([.. Key], "case", one)
                && hash != ExchangeFacts.HashOf(Key, "case", other)
                && hash != ExchangeFacts.HashOf(Key, "another case", one)
                && hash != ExchangeFacts.HashOf([.. Enumerable.Reverse(Key)], "case", one);
        });

    [Fact]
    public void The_hash_is_the_one_that_RFC_5869_and_RFC_2104_give() =>
        ExchangeFacts.HashOf(Key, "case", """{"é":1}""").ShouldBe("hmac-sha256:b204ec65d6c9c826d37b5cba9e85969b02d0395ded448ba04f768f41126702cc");
}
