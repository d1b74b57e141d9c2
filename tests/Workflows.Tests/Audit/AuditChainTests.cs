using CsCheck;
using Integration.Workflows.Audit;

namespace Integration.Workflows.Tests.Audit;

public sealed class AuditChainTests
{
    private const string Case = "caaaaaaaaaaaaaaaaaaaaaaaaaa";

    private static readonly Gen<AuditEntry> Entry = Gen.Select(
        Gen.Long[0, 4_000_000_000_000], Gen.String, Gen.String, Gen.String, Gen.String,
        (at, kind, actor, subject, details) => new AuditEntry(DateTimeOffset.FromUnixTimeMilliseconds(at), kind, actor, subject, details));

    private static readonly Gen<List<AuditRecord>> Chain = Entry.List[1, 12].Select(entries => Build(Case, entries));

    [Fact]
    public void A_chain_as_it_was_written_is_intact() =>
        Chain.Sample(chain => Verify(chain, End(chain)) == new AuditVerification(true, null));

    [Fact]
    public void An_empty_chain_is_intact() => Verify([], AuditChain.Start(Case)).Intact.ShouldBeTrue();

    [Fact]
    public void Any_changed_record_is_found() =>
        Gen.Select(Chain, Gen.Int[0, 11], Gen.Int[0, 7]).Sample((chain, place, field) =>
        {
            var index = place % chain.Count;
            var end = End(chain);
            chain[index] = Changed(chain[index], field);
            return Verify(chain, end).BrokenAt == index + 1;
        });

    [Fact]
    public void Any_removed_record_is_found() =>
        Gen.Select(Chain, Gen.Int[0, 11]).Sample((chain, place) =>
        {
            var end = End(chain);
            chain.RemoveAt(place % chain.Count);
            return !Verify(chain, end).Intact;
        });

    [Fact]
    public void Any_two_records_that_changed_places_are_found() =>
        Gen.Select(Chain, Gen.Int[0, 11], Gen.Int[0, 11]).Sample((chain, one, other) =>
        {
            var (first, second) = (one % chain.Count, other % chain.Count);
            var end = End(chain);
            (chain[first], chain[second]) = (chain[second], chain[first]);
            return Verify(chain, end).Intact == (first == second);
        });

    [Fact]
    public void A_record_that_was_added_is_found() =>
        Gen.Select(Chain, Entry).Sample((chain, entry) =>
        {
            var end = End(chain);
            chain.Add(AuditChain.Append(end, entry));
            return !Verify(chain, end).Intact;
        });

    [Fact]
    public void A_chain_of_another_case_is_found() =>
        Entry.List[1, 5].Sample(entries => Verify(Build("cbbbbbbbbbbbbbbbbbbbbbbbbbb", entries), End(Build(Case, entries))).BrokenAt == 1);

    private static AuditVerification Verify(List<AuditRecord> chain, AuditTip end) => AuditChain.Verify(Case, chain, end);

    private static AuditTip End(List<AuditRecord> chain) => AuditChain.TipOf(chain[^1]);

    private static List<AuditRecord> Build(string caseId, List<AuditEntry> entries)
    {
        var chain = new List<AuditRecord>();
        foreach (var entry in entries)
        {
            chain.Add(AuditChain.Append(chain.Count == 0 ? AuditChain.Start(caseId) : End(chain), entry));
        }

        return chain;
    }

    private static AuditRecord Changed(AuditRecord record, int field) => field switch
    {
        0 => record with { Sequence = record.Sequence + 1 },
        1 => record with { At = record.At.AddMilliseconds(1) },
        2 => record with { Kind = record.Kind + "x" },
        3 => record with { Actor = "x" + record.Actor },
        4 => record with { Subject = record.Subject + "x" },
        5 => record with { Details = record.Details + " " },
        6 => record with { PreviousHash = record.PreviousHash + "0" },
        _ => record with { Hash = record.Hash + "0" },
    };
}
