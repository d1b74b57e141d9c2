using CsCheck;
using Integration.Workflows.Consent;

namespace Integration.Workflows.Tests.Consent;

public sealed class ConsentLedgerLaws
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<ConsentRecord[]> Records =
        Gen.Select(Gen.OneOf(Gen.Const("a"), Gen.Const("b")), Gen.Bool, Gen.Int[0, 5], Gen.Int[1, 30]).Array[0, 8].Select(items =>
        {
            var at = Start;
            return items.Select((item, index) => new ConsentRecord(
                index + 1, item.Item1, item.Item2 ? ConsentDecision.Accept : ConsentDecision.Decline,
                at = at.AddDays(item.Item3), "portal", "online", "1", "en",
                item.Item2 ? at.AddDays(item.Item4) : null)).ToArray();
        });

    private static readonly Gen<DateTimeOffset> Times = Gen.Int[-1, 60].Select(day => Start.AddDays(day));

    [Fact]
    public void What_is_decided_later_does_not_change_what_held_before() =>
        Gen.Select(Records, Times).Sample((records, at) =>
            ConsentLedger.StateOf(records, "a", at) == ConsentLedger.StateOf(records.Where(record => record.At <= at), "a", at));

    [Fact]
    public void The_order_in_which_records_are_read_does_not_matter() =>
        Gen.Select(Records, Times, Gen.Int).Sample((records, at, seed) =>
        {
            var shuffled = records.OrderBy(record => HashCode.Combine(seed, record.Sequence)).ToList();
            return ConsentLedger.StateOf(shuffled, "a", at) == ConsentLedger.StateOf(records, "a", at);
        });

    [Fact]
    public void Decisions_about_one_purpose_say_nothing_about_another() =>
        Gen.Select(Records, Times).Sample((records, at) =>
            ConsentLedger.StateOf(records, "a", at) == ConsentLedger.StateOf(records.Where(record => record.Purpose == "a"), "a", at));

    [Fact]
    public void There_is_consent_only_from_a_yes_that_is_the_last_word_and_whose_time_is_not_over() =>
        Gen.Select(Records, Times).Sample((records, at) =>
        {
            var last = records.LastOrDefault(record => record.Purpose == "a" && record.At <= at);
            return (ConsentLedger.StateOf(records, "a", at) == ConsentState.Given)
                == (last is { Decision: ConsentDecision.Accept } && last.ExpiresAt > at);
        });
}
