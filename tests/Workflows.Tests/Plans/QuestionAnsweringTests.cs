using System.Text.Json;
using Integration.Workflows.Identity;
using Integration.Workflows.Plans;
using Integration.Workflows.Steps;
using Integration.Workflows.Tests.Cases;

namespace Integration.Workflows.Tests.Plans;

public sealed class QuestionAnsweringTests
{
    private static readonly Addressee[] Person = [Addressee.Person];
    private readonly Network _network = new();

    [Fact]
    public async Task An_answer_is_stored_once_and_told_again_when_it_comes_again()
    {
        var question = await StepUpAsync();

        var first = await AnswerAsync(question, """{"provider":"my-ontario-account","assurance":"verified"}""");
        var before = await _network.ReadAsync(CaseOf(question));
        var again = await AnswerAsync(question, """{"provider":"my-ontario-account","assurance":"verified"}""");

        again.ShouldBe(first);
        (await _network.ReadAsync(CaseOf(question))).Head.ShouldBe(before.Head);
    }

    [Fact]
    public async Task Another_answer_to_a_question_that_was_answered_is_too_late()
    {
        var question = await StepUpAsync();
        await AnswerAsync(question, """{"provider":"my-ontario-account","assurance":"verified"}""");

        (await AnswerAsync(question, """{"provider":"bank-sign-in","assurance":"verified-person"}"""))
            .ShouldBe(new QuestionOutcome.TooLate(StepStatus.Completed));
    }

    [Theory]
    [InlineData(null, "/credential")]
    [InlineData("7", "/credential")]
    [InlineData("""{"provider":"my-ontario-account"}""", "/credential/assurance")]
    [InlineData("""{"provider":"my-ontario-account","assurance":"verified","more":1}""", "/credential/more")]
    public async Task A_credential_of_another_form_is_refused_with_its_place(string? credential, string pointer)
    {
        var question = await StepUpAsync();

        (await AnswerAsync(question, credential)).ShouldBeOfType<QuestionOutcome.Invalid>()
            .Errors.ShouldHaveSingleItem().Pointer.ShouldBe(pointer);

        (await _network.ViewAsync(CaseOf(question))).Questions.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_was_not_asked_for_is_refused()
    {
        var question = await StepUpAsync();

        var outcome = await _network.Answering.AnswerAsync(
            CaseOf(question), Person, "portal",
            new QuestionAnswer(question)
            {
                Credential = Element("""{"provider":"my-ontario-account","assurance":"verified"}"""),
                Provider = "first-shift",
            },
            Cancel);

        outcome.ShouldBeOfType<QuestionOutcome.Invalid>().Errors.ShouldHaveSingleItem().Pointer.ShouldBe("/provider");
    }

    [Theory]
    [InlineData("maybe", "/decision")]
    [InlineData("ACCEPT", "/decision")]
    public async Task A_decision_is_accept_or_decline(string decision, string pointer)
    {
        var question = await StepUpAsync();

        (await _network.Answering.AnswerAsync(
                CaseOf(question), Person, "portal", new QuestionAnswer(question) { Decision = decision }, Cancel))
            .ShouldBeOfType<QuestionOutcome.Invalid>().Errors.ShouldHaveSingleItem().Pointer.ShouldBe(pointer);
    }

    [Fact]
    public async Task A_question_to_a_service_centre_is_not_for_the_person_to_answer()
    {
        var question = await StepUpAsync();
        var decline = new QuestionAnswer(question) { Decision = "decline" };
        await _network.Answering.AnswerAsync(CaseOf(question), Person, "portal", decline, Cancel);
        await _network.TakeAsync(CaseOf(question), ["identity"]);
        var inPerson = (await _network.ViewAsync(CaseOf(question))).Questions.ShouldHaveSingleItem();

        var answer = new QuestionAnswer(inPerson.StepKey)
        {
            Credential = Element("""{"provider":"my-ontario-account","assurance":"verified"}"""),
        };

        (await _network.Answering.AnswerAsync(CaseOf(question), Person, "portal", answer, Cancel))
            .ShouldBeOfType<QuestionOutcome.NotAsked>();
        (await _network.Answering.AnswerAsync(CaseOf(question), [Addressee.ServiceCentre], "centre", answer, Cancel))
            .ShouldBeOfType<QuestionOutcome.Invalid>().Errors.ShouldHaveSingleItem().Pointer.ShouldBe("/credential/provider");
    }

    [Theory]
    [InlineData("identity/1")]
    [InlineData("identity/9")]
    [InlineData("referral/education-savings/1")]
    public async Task What_nobody_was_asked_can_t_be_answered(string step)
    {
        var id = CaseOf(await StepUpAsync());

        (await _network.Answering.AnswerAsync(id, Person, "portal", new QuestionAnswer($"{id}/{step}") { Decision = "accept" }, Cancel))
            .ShouldBeOfType<QuestionOutcome.NotAsked>();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("identity/2")]
    public async Task An_answer_names_the_step_of_its_case(string? key)
    {
        var id = CaseOf(await StepUpAsync());

        (await _network.Answering.AnswerAsync(id, Person, "portal", new QuestionAnswer(key), Cancel))
            .ShouldBeOfType<QuestionOutcome.Invalid>().Errors.ShouldHaveSingleItem().Pointer.ShouldBe("/stepKey");
    }

    [Fact]
    public async Task After_a_withdrawal_no_question_is_open()
    {
        var question = await StepUpAsync();
        await _network.Withdrawal.WithdrawAsync(CaseOf(question), Network.Agency, Cancel);

        (await AnswerAsync(question, """{"provider":"my-ontario-account","assurance":"verified"}"""))
            .ShouldBe(new QuestionOutcome.TooLate(StepStatus.Cancelled));
    }

    [Fact]
    public async Task A_participant_can_t_answer_in_the_person_s_place()
    {
        var question = await StepUpAsync();

        (await _network.AnswerAsync(
                question, "serviceontario",
                new StepAnswer(StepStatus.Completed) { Identity = new(IdentityOutcome.Verified, 3, null, []) }))
            .ShouldBeOfType<AnswerOutcome.NotTaken>().Reason.ShouldBe("not-the-participant-asked");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string CaseOf(string stepKey) => stepKey.Split('/')[0];

    private static JsonElement Element(string json) => JsonElement.Parse(json);

    private Task<QuestionOutcome> AnswerAsync(string question, string? credential) => _network.Answering.AnswerAsync(
        CaseOf(question), Person, "portal",
        new QuestionAnswer(question) { Credential = credential is null ? null : Element(credential) }, Cancel);

    private async Task<string> StepUpAsync()
    {
        var id = await _network.AcceptAsync(Network.Newborn.Replace("\"verified\"", "\"basic\"", StringComparison.Ordinal));
        await _network.OpenAsync(id);
        await _network.TakeAsync(id, ["identity"]);
        await _network.WorkAsync(_network.Exchange.Sent[^1]);
        await _network.TakeAsync(id, ["identity"]);
        return (await _network.ViewAsync(id)).Questions.ShouldHaveSingleItem().StepKey;
    }
}
