using System.Text.Json;
using System.Text.Json.Nodes;
using Integration.Workflows.Cases;
using Integration.Workflows.Exchange;
using Integration.Workflows.Plans;
using Integration.Workflows.Steps;
using Integration.Workflows.Tests.Cases;

namespace Integration.Workflows.Tests.Packs;

public sealed class AustraliaTests
{
    private const string Service = "au-job-seeker";
    private const string Referral = "referral/au-employment-provider";
    private const string BestRated = "au-wattle-track-employment";
    private const string NextBest = "au-harbour-light-careers";
    private const string Waitlisted = "au-red-gum-pathways";

    [Fact]
    public async Task A_job_seeker_is_asked_which_provider_it_shall_be_and_gets_that_one()
    {
        QuestionView? asked = null;
        var end = await new PackCase("2025-09-01")
            .WhenPeopleAreAsked(question => new QuestionAnswer((asked = question).StepKey) { Provider = NextBest })
            .WhenAsked(NextBest, "accepted", "in-progress", "completed")
            .RunAsync(Service, Sample());

        end.View.Outcome.ShouldBe(CaseOutcomes.PlanCarriedOut);
        asked.ShouldNotBeNull().Question.ShouldBe(Questions.ProviderChoice);
        asked.Providers.ShouldBe([BestRated, NextBest, Waitlisted]);
        end.View.Determinations.Single(answer => answer.Program == "au-jobseeker-payment").AnnualAmount.ShouldBe(18_244.20m);
        end.Course.ShouldBe(
        [
            "identity au-services-australia-identity: completed",
            "eligibility/au-jobseeker-payment au-centrelink: completed",
            "eligibility/au-workforce-australia-services au-workforce-australia: completed",
            "referral/au-employment-provider provider-choice: completed",
            $"referral/au-employment-provider {NextBest}: completed",
        ]);
        end.ChainIsIntact.ShouldBeTrue();
    }

    [Fact]
    public async Task A_choice_that_takes_nobody_is_followed_by_the_next_and_silence_by_the_one_after_whose_late_answer_is_refused()
    {
        var seeker = new PackCase("2025-09-01")
            .WhenAsked(Waitlisted, _ => [new StepAnswer("rejected") { StatusReason = "At capacity." }])
            .WhenAsked(NextBest, "accepted", "completed");

        var end = await seeker.RunAsync(Service, Sample(application => application["providerChoice"] = Waitlisted));

        end.View.Outcome.ShouldBe(CaseOutcomes.PlanCarriedOut);
        end.View.Referrals.Select(referral => $"{referral.Partner}: {referral.Status}")
            .ShouldBe([$"{Waitlisted}: rejected", $"{BestRated}: expired", $"{NextBest}: completed"]);
        end.Sent.Single(message => message.Type == MessageTypes.StepCancelled).Participant.ShouldBe(BestRated);
        var silent = end.Record.Requests.Single(request => request.Participant == BestRated);
        var next = end.Record.Requests.Single(request => request.Participant == NextBest);
        (next.RequestedAt - silent.RequestedAt).ShouldBeInRange(TimeSpan.FromDays(2), TimeSpan.FromDays(2.1));

        var late = await seeker.Network.AnswerAsync(silent.Key.ToString(), BestRated, new StepAnswer("accepted"));

        late.ShouldBeOfType<AnswerOutcome.NotTaken>().Reason.ShouldBe(RefusalReasons.TransitionNotAllowed);
        var after = await seeker.Network.ViewAsync(end.View.Id);
        after.Referrals.ShouldBe(end.View.Referrals);
        (await seeker.Network.ReadAsync(end.View.Id)).Audit[^1].Subject.ShouldBe(silent.Key.ToString());
        (await seeker.Network.VerifyAuditAsync(end.View.Id)).Intact.ShouldBeTrue();
    }

    [Fact]
    public async Task A_late_yes_does_not_take_the_referral_from_whoever_has_it_now()
    {
        var network = new Network();
        var id = await network.AcceptAsync(Sample(application => application["providerChoice"] = BestRated), service: Service);
        foreach (var stage in (await network.OpenAsync(id)).SkipLast(1))
        {
            var before = network.Exchange.Sent.Count;
            await network.TakeAsync(id, stage);
            await Task.WhenAll(network.Exchange.Sent.Skip(before).Select(network.WorkAsync));
        }

        var silent = (await network.TakeAsync(id, [Referral])).ShouldHaveSingleItem().StepKey.ShouldNotBeNull();
        network.Time.Advance(TimeSpan.FromDays(2));
        var next = (await network.TakeAsync(id, [Referral], silent)).ShouldHaveSingleItem().StepKey.ShouldNotBeNull();
        await network.AnswerAsync(next, NextBest, new StepAnswer("accepted"));

        var late = await network.AnswerAsync(silent, BestRated, new StepAnswer("accepted"));

        late.ShouldBeOfType<AnswerOutcome.NotTaken>().Reason.ShouldBe(RefusalReasons.TransitionNotAllowed);
        (await network.ViewAsync(id)).Referrals.Select(referral => $"{referral.Partner}: {referral.Status}")
            .ShouldBe([$"{BestRated}: expired", $"{NextBest}: accepted"]);
    }

    [Fact]
    public async Task Whoever_makes_no_choice_in_time_gets_the_best_rated_of_the_area_and_income_that_was_left_out_is_asked_for()
    {
        var end = await new PackCase("2025-09-01")
            .WhenPeopleAreAsked(question => question.Question == Questions.Information
                ? new QuestionAnswer(question.StepKey)
                {
                    Values = question.Facts!.ToDictionary(fact => fact, _ => JsonElement.Parse("300")),
                }
                : null)
            .WhenAsked(BestRated, "accepted", "completed")
            .RunAsync(Service, Sample(application => application.Remove("income")));

        end.View.Determinations.Single(answer => answer.Program == "au-jobseeker-payment").AnnualAmount.ShouldBe(18_244.20m);
        end.Course[^2].ShouldBe("referral/au-employment-provider provider-choice: expired");
        end.Course[^1].ShouldBe($"referral/au-employment-provider {BestRated}: completed");
    }

    [Fact]
    public async Task Somebody_who_works_full_time_is_referred_to_nobody()
    {
        var end = await new PackCase("2025-09-01").RunAsync(
            Service, Sample(application => application["applicant"]!["employment"] = "full-time"));

        end.View.Referrals.ShouldBeEmpty();
        end.Trail.ShouldContain(Workflows.Audit.AuditKinds.TaskSkipped);
    }

    [Fact]
    public async Task No_provider_knows_the_person_as_another_does_nor_what_they_earn()
    {
        var end = await new PackCase("2025-09-01")
            .WhenAsked(BestRated, "rejected")
            .WhenAsked(NextBest, "accepted", "completed")
            .RunAsync(Service, Sample());

        var told = end.Sent.Where(message => message is { Type: MessageTypes.StepRequested, Destination: "referrals" })
            .Select(message => JsonSerializer.Deserialize<StepRequestBody>(message.Body, CaseJson.Options)!).ToList();

        told.Select(body => body.Person).Distinct().Count().ShouldBe(2);
        told.ShouldAllBe(body => !body.Attributes.GetRawText().Contains("fortnightly", StringComparison.Ordinal)
            && !body.Attributes.GetRawText().Contains("204000001A", StringComparison.Ordinal));
    }

    private static string Sample(Action<JsonObject>? change = null)
    {
        var sample = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", $"{Service}.json")))!.AsObject();
        change?.Invoke(sample);
        return sample.ToJsonString();
    }
}
