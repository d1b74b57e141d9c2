using CsCheck;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Identity;

namespace Integration.Workflows.Tests.Identity;

public sealed class EvidenceRulesTests
{
    private static readonly IdentityEvidence Birth = new(
        "birth-certificate", EvidenceKind.Foundational, "ca-on", Evidence.Today.AddYears(-30), null, true, true);

    private static readonly IdentityEvidence Licence = new(
        "drivers-licence", EvidenceKind.Contextual, "ca-on", Evidence.Today.AddYears(-2), Evidence.Today, true, true,
        IdentityVerification.KnowledgeBased);

    [Fact]
    public void Without_evidence_there_is_no_level() => Level().ShouldBe(0);

    [Fact]
    public void Level_1_takes_any_evidence() =>
        Level(Licence with { ExpiresOn = Evidence.Today.AddDays(-1), IssuedOn = null, ConfirmedWithIssuer = false }).ShouldBe(1);

    [Fact]
    public void Level_2_takes_one_instance_of_either_kind()
    {
        Level(Birth).ShouldBe(2);
        Level(Licence).ShouldBe(2);
    }

    [Fact]
    public void Level_3_takes_two_instances_of_which_one_is_foundational() => Level(Birth, Licence).ShouldBe(3);

    [Fact]
    public void Evidence_is_good_on_its_last_day_and_not_after()
    {
        Level(Licence).ShouldBe(2);
        Unmet(Licence with { ExpiresOn = Evidence.Today.AddDays(-1) }).ShouldBe(["IDEA.02", "IDIV.03", "IDIV.04/05"]);
    }

    [Fact]
    public void Two_contextual_instances_do_not_make_level_3() =>
        UnmetOfThree(Licence, Licence with { Type = "health-card" }).ShouldBe(["IDEA.03", "IDIV.03", "IDIV.04/05"]);

    [Fact]
    public void Two_documents_of_one_type_are_one_instance() =>
        Level(Birth, Birth with { Issuer = "ca-qc", Verification = IdentityVerification.TrustedReferee }).ShouldBe(2);

    [Fact]
    public void Evidence_without_a_date_of_issue_or_with_one_that_is_still_to_come_is_level_1()
    {
        Unmet(Birth with { IssuedOn = null }).ShouldBe(["IDIV.03", "IDIV.04/05"]);
        Unmet(Birth with { IssuedOn = Evidence.Today.AddDays(1) }).ShouldBe(["IDIV.03", "IDIV.04/05"]);
        Level(Birth with { IssuedOn = Evidence.Today }).ShouldBe(2);
    }

    [Fact]
    public void What_the_issuer_did_not_confirm_a_trained_examiner_may_inspect()
    {
        var unconfirmed = Birth with { ConfirmedWithIssuer = false, StatusRequested = false };

        Unmet(unconfirmed).ShouldBe(["IDIV.04/05"]);
        Unmet(unconfirmed with { Examiner = " " }).ShouldBe(["IDIV.04/05"]);
        Level(unconfirmed with { Examiner = "e-17" }).ShouldBe(2);
        Level(unconfirmed with { Examiner = "e-17" }, Licence).ShouldBe(3);
    }

    [Fact]
    public void The_status_is_a_recommendation_at_level_2_and_a_must_at_level_3()
    {
        var unasked = Birth with { StatusRequested = false };

        Level(unasked).ShouldBe(2);
        Assess([unasked]).Rules.Single(finding => finding.Rule == EvidenceRuleBook.OneStatus).IsMet.ShouldBeFalse();
        UnmetOfThree(unasked, Licence).ShouldBe(["IDIV.04/05"]);
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("DocumentedException", null, false)]
    [InlineData("DocumentedException", "e-17", true)]
    [InlineData("KnowledgeBased", null, true)]
    [InlineData("Biological", null, true)]
    [InlineData("Behavioural", null, true)]
    [InlineData("PhysicalPossession", null, true)]
    [InlineData("TrustedReferee", null, true)]
    public void Level_3_takes_a_verification_or_an_exception_on_record(string? how, string? examiner, bool isMet)
    {
        IdentityVerification? verification = how is null ? null : Enum.Parse<IdentityVerification>(how);

        UnmetOfThree(Birth, Licence with { Verification = verification, Examiner = examiner }).ShouldBe(isMet ? [] : ["IDVE.03"]);
    }

    [Theory]
    [InlineData(nameof(IdentitySubject.Child))]
    [InlineData(nameof(IdentitySubject.Vulnerable))]
    public void For_a_child_or_a_vulnerable_person_level_3_takes_the_guardians_evidence_too(string who)
    {
        var subject = Enum.Parse<IdentitySubject>(who);
        int With(params IdentityEvidence[] guardian) =>
            EvidenceRules.Assess(new([Birth, Licence], guardian, false), Evidence.Today, subject).Level;

        With().ShouldBe(2);
        With(Licence).ShouldBe(2);
        With(Birth, Licence).ShouldBe(3);
    }

    [Fact]
    public void An_adult_needs_no_guardian() =>
        Assess([Birth, Licence]).Rules.ShouldNotContain(finding => finding.Rule == EvidenceRuleBook.Guardian);

    [Theory]
    [InlineData(true, "e-17", "Biological", 4)]
    [InlineData(false, "e-17", "Biological", 3)]
    [InlineData(true, null, "Biological", 3)]
    [InlineData(true, "e-17", "Behavioural", 3)]
    public void Level_4_takes_an_examiner_who_compares_the_person_in_person(bool inPerson, string? examiner, string how, int level) =>
        EvidenceRules.Assess(
            new([Birth, Licence with { Verification = Enum.Parse<IdentityVerification>(how), Examiner = examiner }], [], inPerson),
            Evidence.Today,
            IdentitySubject.Adult).Level.ShouldBe(level);

    [Fact]
    public void More_evidence_never_lowers_the_level() =>
        Gen.Select(Evidence.File, Evidence.Piece, Evidence.Subject).Sample((file, piece, subject) =>
            EvidenceRules.Assess(file with { Evidence = [.. file.Evidence, piece] }, Evidence.Today, subject).Level
            >= EvidenceRules.Assess(file, Evidence.Today, subject).Level);

    [Fact]
    public void Evidence_shown_twice_in_any_order_is_worth_no_more() =>
        Gen.Select(Evidence.File, Evidence.Subject).Sample((file, subject) =>
            EvidenceRules.Assess(file with { Evidence = [.. file.Evidence.Reverse(), .. file.Evidence] }, Evidence.Today, subject).Rules
                .SequenceEqual(EvidenceRules.Assess(file, Evidence.Today, subject).Rules));

    [Fact]
    public void A_level_is_reached_when_no_mandatory_rule_of_it_or_of_one_below_is_missing() =>
        Gen.Select(Evidence.File, Evidence.Subject).Sample((file, subject) =>
        {
            var found = EvidenceRules.Assess(file, Evidence.Today, subject);
            return Enumerable.Range(1, 4).All(level => found.Missing(level).Any() == (level > found.Level));
        });

    [Fact]
    public void A_child_never_reaches_more_than_an_adult_with_the_same_evidence() =>
        Evidence.File.Sample(file =>
            EvidenceRules.Assess(file, Evidence.Today, IdentitySubject.Child).Level
            <= EvidenceRules.Assess(file, Evidence.Today, IdentitySubject.Adult).Level);

    private static int Level(params IdentityEvidence[] evidence) => Assess(evidence).Level;

    private static IEnumerable<string> Unmet(params IdentityEvidence[] evidence) =>
        Assess(evidence).Missing(2).Select(finding => finding.Rule.Code);

    private static IEnumerable<string> UnmetOfThree(params IdentityEvidence[] evidence) =>
        Assess(evidence).Missing(3).Select(finding => finding.Rule.Code);

    private static EvidenceFinding Assess(IReadOnlyList<IdentityEvidence> evidence) =>
        EvidenceRules.Assess(new(evidence, [], false), Evidence.Today, IdentitySubject.Adult);
}
