using CsCheck;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Identity;
using Integration.Workflows.Tests.Eligibility;

namespace Integration.Workflows.Tests.Identity;

/// <summary>UK Good Practice Guide 45, with the table that ships.</summary>
public sealed class ProofingScoresTests(ShippedCatalogue shipped) : IClassFixture<ShippedCatalogue>
{
    private static readonly Gen<ProofingScores> Scores = Gen.Select(
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4], (strength, validity) => new EvidenceScore(strength, validity)).List[0, 4],
        Gen.Int[0, 4],
        Gen.Int[0, 4],
        Gen.Int[0, 4],
        (evidence, activity, fraud, verification) => new ProofingScores(evidence, activity, fraud, verification));

    private readonly IReadOnlyDictionary<string, ProofingProfile> _profiles =
        shipped.Catalogue.Identity.FindFramework("gpg45").ShouldNotBeNull().Profiles;

    private Gen<ProofingProfile> Profile => Gen.Int[0, _profiles.Count - 1].Select(index => _profiles.Values.ElementAt(index));

    [Theory]
    [InlineData("22", 0, 1, 1, "L1A")]
    [InlineData("42", 0, 1, 2, "L1A,L1B,M1A")]
    [InlineData("22,32", 1, 1, 2, "L1A,L1B,M2B")]
    [InlineData("44", 4, 4, 0, "")]
    [InlineData("44,44,44", 0, 0, 0, "")]
    [InlineData("", 4, 4, 4, "")]
    public void Scores_meet_the_profiles_of_the_guide(string evidence, int activity, int fraud, int verification, string expected)
    {
        var pieces = evidence.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(piece => new EvidenceScore(piece[0] - '0', piece[1] - '0'));
        var scores = new ProofingScores([.. pieces], activity, fraud, verification);

        string.Join(',', _profiles.Where(profile => scores.Meet(profile.Value)).Select(profile => profile.Key)).ShouldBe(expected);
    }

    [Fact]
    public void A_piece_covers_one_piece_only() =>
        new ProofingScores([new(4, 4)], 4, 4, 4).Meet(new(2, [new(2, 2), new(2, 2)], 0, 0, 0)).ShouldBeFalse();

    [Fact]
    public void Strength_and_validity_have_to_be_of_the_same_piece() =>
        new ProofingScores([new(4, 1), new(1, 4)], 4, 4, 4).Meet(new(2, [new(2, 2)], 0, 0, 0)).ShouldBeFalse();

    [Fact]
    public void The_strongest_piece_is_not_spent_on_the_weakest_demand() =>
        new ProofingScores([new(4, 3), new(2, 2)], 0, 0, 0).Meet(new(2, [new(2, 2), new(3, 3)], 0, 0, 0)).ShouldBeTrue();

    [Fact]
    public void A_profile_is_met_by_exactly_what_it_asks_for_and_by_nothing_less() => Profile.Sample(profile =>
    {
        var exact = new ProofingScores(profile.Evidence, profile.Activity, profile.Fraud, profile.Verification);
        return exact.Meet(profile)
            && !(exact with { Verification = exact.Verification - 1 }).Meet(profile)
            && !(exact with { Activity = exact.Activity - 1 }).Meet(profile)
            && !(exact with { Fraud = exact.Fraud - 1 }).Meet(profile)
            && profile.Evidence.Index().All(weak => !(exact with
            {
                Evidence = [.. profile.Evidence.Select((piece, at) => at == weak.Index ? new(piece.Strength, piece.Validity - 1) : piece)],
            }).Meet(profile));
    });

    [Fact]
    public void Higher_scores_and_more_evidence_in_any_order_meet_no_fewer_profiles() =>
        Gen.Select(Scores, Scores, Profile).Sample((scores, more, profile) => !scores.Meet(profile) || new ProofingScores(
            [.. more.Evidence, .. scores.Evidence.Reverse()],
            scores.Activity + more.Activity,
            scores.Fraud + more.Fraud,
            scores.Verification + more.Verification).Meet(profile));

    [Fact]
    public void Evidence_is_enough_when_some_permutation_of_it_covers_the_profile_piece_by_piece() =>
        Gen.Select(Scores, Profile).Sample((scores, profile) =>
            (scores with { Activity = 4, Fraud = 4, Verification = 4 }).Meet(profile) == Permutations([.. scores.Evidence]).Any(pieces =>
                pieces.Length >= profile.Evidence.Count
                && profile.Evidence.Zip(pieces).All(pair =>
                    pair.Second.Strength >= pair.First.Strength && pair.Second.Validity >= pair.First.Validity)));

    [Fact]
    public void The_levels_are_those_of_the_guides_confidence_and_never_4() => _profiles.ShouldAllBe(profile =>
        profile.Value.Level == (profile.Key[0] == 'L' ? 1 : profile.Key[0] == 'M' ? 2 : 3));

    private static IEnumerable<EvidenceScore[]> Permutations(EvidenceScore[] pieces) => pieces.Length == 0
        ? [[]]
        : pieces.SelectMany((piece, at) =>
            Permutations([.. pieces[..at], .. pieces[(at + 1)..]]).Select(rest => (EvidenceScore[])[piece, .. rest]));
}
