using System.Text.Json;
using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Tests.Catalogue;

public sealed class ShippedPackTests
{
    private readonly ServiceCatalogue _catalogue = ServiceCatalogue.LoadShipped();

    [Fact]
    public void Newborn_registers_the_birth_then_asks_five_programs_at_once_then_refers_to_the_partner()
    {
        var newborn = _catalogue.FindService("newborn").ShouldNotBeNull();

        newborn.Intake.ShouldBe("serviceontario");
        newborn.Plan.Select(stage => stage.Step).ShouldBe(["identity", "evidence", "eligibility", "eligibility", "referral"]);
        newborn.Plan[3].Tasks.Select(task => task.Subject).ShouldBe(
        [
            "ca-child-benefit", "ca-on-child-benefit", "ca-on-toronto-fair-pass", "ca-on-birth-certificate", "ca-social-insurance-number",
        ]);
        newborn.Plan[3].Tasks.Select(task => _catalogue.GetProgram(task.Subject!).Jurisdiction)
            .ShouldBe(["ca", "ca-on", "ca-on-toronto", "ca-on", "ca"]);
        newborn.Plan[3].Tasks.ShouldAllBe(task => _catalogue.GetParticipant(task.Participant!).Hosting == Hosting.Hosted);
        _catalogue.GetParticipant(newborn.Plan[4].Tasks.ShouldHaveSingleItem().Participant!).Hosting.ShouldBe(Hosting.Remote);
    }

    [Fact]
    public void The_identity_check_asks_for_the_highest_level_that_a_program_of_the_plan_needs() =>
        _catalogue.FindService("newborn")!.Plan[0].Tasks[0].RequiredLevel.ShouldBe(2);

    [Fact]
    public void Every_task_of_every_plan_has_an_agreement_that_covers_it() =>
        (from service in _catalogue.Services
         from task in service.Plan.SelectMany(stage => stage.Tasks)
         from participant in _catalogue.ParticipantsOf(task)
         let agreements = SendersOf(service)
             .Select(sender => _catalogue.FindAgreement(sender, participant, task.Purpose, new(2026, 1, 1))).OfType<Agreement>()
         select agreements.Any(agreement => task.Categories.All(agreement.Categories.Contains))).ShouldAllBe(covered => covered);

    [Fact]
    public void Every_sender_of_events_that_runs_elsewhere_has_a_subscription_for_its_receipts() =>
        _catalogue.Services.SelectMany(service => service.StartedBy).Select(start => start.Sender)
            .Where(sender => _catalogue.GetParticipant(sender).Hosting == Hosting.Remote).Select(sender => $"event-receipts/{sender}")
            .ShouldBeSubsetOf(Subscriptions());

    [Fact]
    public void Every_task_finds_its_topic_and_every_remote_participant_its_subscription()
    {
        var needed = _catalogue.Services.SelectMany(service => service.Plan).SelectMany(stage => stage.Tasks)
            .SelectMany(task => _catalogue.ParticipantsOf(task).Select(
                participant => _catalogue.GetParticipant(participant).Hosting == Hosting.Hosted
                    ? $"{task.Topic}/hosted"
                    : $"{task.Topic}/{participant}"));

        needed.ShouldBeSubsetOf(Subscriptions());
    }

    [Fact]
    public void Consent_is_asked_for_what_goes_to_the_city_and_to_the_partner() =>
        _catalogue.PurposesThatNeedConsent(_catalogue.FindService("newborn")!)
            .ShouldBe(["transit-discount-assessment", "education-savings-referral"]);

    [Fact]
    public void An_agreement_is_in_force_from_its_first_to_its_last_day()
    {
        Agreement? On(DateOnly day) =>
            _catalogue.FindAgreement("serviceontario", "maple-education-savings", "education-savings-referral", day);

        On(new(2024, 12, 31)).ShouldBeNull();
        On(new(2025, 1, 1)).ShouldNotBeNull();
        On(new(2029, 12, 31)).ShouldNotBeNull();
        On(new(2030, 1, 1)).ShouldBeNull();
    }

    [Fact]
    public void The_version_is_the_content()
    {
        using var packs = new PackCopy();

        packs.Load().Version.ShouldBe(_catalogue.Version);
        packs.Edit("ca/participants.json", "/participants/0/name/en", "\"Other\"").Load().Version.ShouldNotBe(_catalogue.Version);
    }

    [Fact]
    public void What_is_not_there_is_null_or_an_error_of_the_caller()
    {
        _catalogue.FindService("nothing").ShouldBeNull();
        _catalogue.FindAgreement("serviceontario", "cra-benefits", "marketing").ShouldBeNull();
        _catalogue.FindIdentityProvider("nobody").ShouldBeNull();
        Should.Throw<KeyNotFoundException>(() => _catalogue.GetProgram("nothing"));
        Should.Throw<KeyNotFoundException>(() => _catalogue.GetParticipant("nobody"));
        Should.Throw<KeyNotFoundException>(() => _catalogue.GetOrganization("nobody"));
    }

    // After a handover whoever took the case over is the sender.
    private IEnumerable<string> SendersOf(IntegratedService service) => service.Plan
        .Where(stage => stage.Step == "handover").SelectMany(stage => stage.Tasks)
        .Select(task => _catalogue.GetParticipant(task.Participant!).Organization).Prepend(service.Intake);

    private static HashSet<string> Subscriptions()
    {
        using var topology = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "servicebus.json")));
        return topology.RootElement.GetProperty("UserConfig").GetProperty("Namespaces")[0].GetProperty("Topics").EnumerateArray()
            .SelectMany(topic => topic.GetProperty("Subscriptions").EnumerateArray()
                .Select(subscription => $"{topic.GetProperty("Name")}/{subscription.GetProperty("Name")}"))
            .ToHashSet();
    }
}
