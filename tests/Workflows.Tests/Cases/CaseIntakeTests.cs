using System.Text;
using CsCheck;
using Integration.Workflows.Cases;
using Integration.Workflows.Exchange;

namespace Integration.Workflows.Tests.Cases;

public sealed class CaseIntakeTests
{
    private readonly Network _network = new();

    [Fact]
    public async Task The_same_submission_is_the_same_case_and_its_message_is_the_same_message()
    {
        var first = await _network.AcceptAsync();
        var second = await _network.AcceptAsync();

        second.ShouldBe(first);
        Started.Select(message => message.MessageId).ShouldBe([$"{first}/intake/1", $"{first}/intake/1"]);
    }

    [Fact]
    public async Task A_case_that_was_taken_up_needs_no_message_any_more()
    {
        var id = await _network.AcceptAsync();
        await _network.OpenAsync(id);
        await _network.AcceptAsync();

        Started.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_caller_who_hangs_up_once_the_case_is_stored_has_its_message_sent()
    {
        using var caller = new CancellationTokenSource();
        var network = new Network(new InMemoryCaseStore { Stored = caller.Cancel });

        await network.Intake.AcceptAsync(Network.Agency, "newborn", "key-1", Encoding.UTF8.GetBytes(Network.Newborn), caller.Token);

        network.Exchange.Sent.ShouldContain(message => message.Destination == Destinations.Intake);
    }

    [Fact]
    public async Task A_caller_who_hangs_up_before_anything_is_stored_leaves_nothing()
    {
        using var caller = new CancellationTokenSource();
        await caller.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => _network.Intake.AcceptAsync(
            Network.Agency, "newborn", "key-1", Encoding.UTF8.GetBytes(Network.Newborn), caller.Token));

        _network.Exchange.Sent.ShouldBeEmpty();
        (await _network.Store.FindAsync(CaseId.From(Network.Agency, "newborn", "key-1"), TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public async Task Another_application_under_the_same_key_is_refused_and_nothing_is_sent()
    {
        await _network.AcceptAsync();
        var other = Encoding.UTF8.GetBytes(Network.Newborn + " ");

        var answer = await _network.Intake.AcceptAsync(Network.Agency, "newborn", "key-1", other, TestContext.Current.CancellationToken);

        answer.ShouldBeOfType<IntakeAnswer.KeyReused>();
        Started.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_is_stored_and_sent_about_a_new_case_shows_nothing_of_the_person()
    {
        var id = await _network.AcceptAsync();
        var record = await _network.ReadAsync(id);

        Encoding.UTF8.GetString(record.SealedApplication).ShouldNotContain("Tremblay");
        Encoding.UTF8.GetString(Started[0].Body).ShouldBe($$"""{"caseId":"{{id}}","attempt":1}""");
    }

    [Fact]
    public void Ids_of_different_clients_services_or_keys_never_meet() =>
        Gen.Select(Gen.String[0, 8], Gen.String[0, 8], Gen.String[0, 8]).Array[2].Sample(parts =>
            CaseId.From(parts[0].Item1, parts[0].Item2, parts[0].Item3) == CaseId.From(parts[1].Item1, parts[1].Item2, parts[1].Item3)
                == (parts[0] == parts[1]));

    [Fact]
    public void Parts_that_are_cut_elsewhere_make_another_id() =>
        CaseId.From("ab", "c", "d").ShouldNotBe(CaseId.From("a", "bc", "d"));

    [Fact]
    public void Every_id_is_well_formed() => Gen.String.Sample(key => CaseId.IsWellFormed(CaseId.From("client", "service", key)));

    private List<ExchangeMessage> Started => [.. _network.Exchange.Sent.Where(message => message.Destination == Destinations.Intake)];

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("caseaseaseaseaseaseasease")]
    [InlineData("c0000000000000000000000000a")]
    [InlineData("c/aaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Other_texts_are_no_id(string? text) => CaseId.IsWellFormed(text).ShouldBeFalse();
}
