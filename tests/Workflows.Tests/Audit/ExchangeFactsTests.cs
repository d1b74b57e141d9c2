using System.Text.Json;
using CsCheck;
using Integration.Workflows.Audit;

namespace Integration.Workflows.Tests.Audit;

public sealed class ExchangeFactsTests
{
    [Fact]
    public void What_was_forwarded_is_written_in_one_order() =>
        ExchangeFacts.Forwarded("intake", "cra", "benefit", "a1", ["child", "income"], "ab").ToDetails().ShouldBe(
            """{"sender":"intake","recipient":"cra","purpose":"benefit","agreement":"a1","categories":["child","income"],"contentHash":"ab"}""");

    [Fact]
    public void What_was_refused_says_why_and_has_no_content() =>
        ExchangeFacts.Refused("intake", "transit", "discount", ["income"], "consent-declined").ToDetails().ShouldBe(
            """{"sender":"intake","recipient":"transit","purpose":"discount","categories":["income"],"reason":"consent-declined"}""");

    [Fact]
    public void The_same_facts_are_the_same_text_and_it_holds_all_of_them() =>
        Gen.Select(Gen.String, Gen.String, Gen.String.List[0, 4]).Sample((sender, purpose, categories) =>
        {
            var details = ExchangeFacts.Refused(sender, "recipient", purpose, categories, "reason").ToDetails();
            var read = JsonElement.Parse(details);
            return details == ExchangeFacts.Refused(sender, "recipient", purpose, [.. categories], "reason").ToDetails()
                && read.EnumerateObject().Select(member => member.Name)
                    .SequenceEqual(["sender", "recipient", "purpose", "categories", "reason"])
                && read.GetProperty("categories").GetArrayLength() == categories.Count;
        });
}
