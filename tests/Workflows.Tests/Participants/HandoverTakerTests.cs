using System.Text.Json;
using CsCheck;
using Integration.Workflows.Audit;
using Integration.Workflows.Cases;
using Integration.Workflows.Exchange;
using Integration.Workflows.Participants;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Tests.Participants;

public sealed class HandoverTakerTests
{
    private static readonly string Case = CaseId.From("portal", "gb-sct-family-support", "key");
    private static readonly AuditRecord[] Trail =
        Records(Case, AuditKinds.CaseReceived, AuditKinds.AttemptOpened, AuditKinds.ExchangeForwarded, AuditKinds.AnswerStored);

    [Fact]
    public void A_case_whose_trail_is_intact_is_taken_over() => Answer(Trail).Status.ShouldBe(StepStatus.Completed);

    [Fact]
    public void A_trail_survives_the_way_through_a_message()
    {
        var sent = JsonSerializer.SerializeToUtf8Bytes(Request(Trail), CaseJson.Options);

        HandoverTaker.Answer(JsonSerializer.Deserialize<StepRequestBody>(sent, CaseJson.Options)!).Status.ShouldBe(StepStatus.Completed);
    }

    [Fact]
    public void Any_record_that_was_changed_removed_or_moved_fails_the_handover() =>
        Gen.Select(Gen.Int[0, Trail.Length - 2], Gen.Int[0, 3]).Sample((at, how) =>
        {
            var changed = Trail.ToList();
            switch (how)
            {
                case 0:
                    changed[at] = changed[at] with { Actor = "somebody-else" };
                    break;
                case 1:
                    changed[at] = changed[at] with { Details = """{"decision":"accept"}""" };
                    break;
                case 2:
                    changed.RemoveAt(at);
                    break;
                default:
                    (changed[at], changed[at + 1]) = (changed[at + 1], changed[at]);
                    break;
            }

            return Answer(changed).Status == StepStatus.Failed;
        });

    [Fact]
    public void The_answer_names_the_record_where_the_trail_breaks()
    {
        var answer = Answer([Trail[0], Trail[1] with { Subject = "other" }, .. Trail[2..]]);

        (answer.Status, answer.Error).ShouldBe((StepStatus.Failed, "TrailBroken"));
        answer.StatusReason.ShouldNotBeNull().ShouldContain("record 2");
    }

    [Fact]
    public void The_trail_of_another_case_proves_nothing_of_this_one() =>
        Answer(Records(CaseId.From("portal", "gb-sct-family-support", "other"), AuditKinds.CaseReceived)).Error.ShouldBe("TrailBroken");

    [Fact]
    public void Without_a_trail_nothing_is_taken_over()
    {
        Answer(null).Error.ShouldBe("TrailMissing");
        Answer([]).Error.ShouldBe("TrailMissing");
        Answer(Records(Case, AuditKinds.AttemptOpened)).Error.ShouldBe("TrailMissing");
    }

    private static StepAnswer Answer(IReadOnlyList<AuditRecord>? trail) => HandoverTaker.Answer(Request(trail));

    private static StepRequestBody Request(IReadOnlyList<AuditRecord>? trail) => new(
        $"{Case}/handover/gb-council-tax/1", StepNames.Handover, "gb-council-tax", "council-tax-reduction-handover", "agreement",
        "person", null, new(2025, 9, 1), "version", JsonElement.Parse("{}"))
    {
        Trail = trail,
    };

    private static AuditRecord[] Records(string caseId, params IEnumerable<string> kinds)
    {
        var tip = AuditChain.Start(caseId);
        var at = new DateTimeOffset(2025, 9, 1, 12, 0, 0, 250, TimeSpan.Zero);
        return [.. kinds.Select(kind =>
        {
            var record = AuditChain.Append(tip, new AuditEntry(at, kind, "actor", caseId));
            tip = AuditChain.TipOf(record);
            return record;
        })];
    }
}
