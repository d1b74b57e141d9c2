using System.Text;
using System.Text.Json;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Exchange;
using Integration.Workflows.Plans;
using Integration.Workflows.Steps;
using Integration.Workflows.Tests.Packs;

namespace Integration.Workflows.Tests.Exchange;

public sealed class CanaryTests
{
    private static readonly ServiceCatalogue Catalogue = ServiceCatalogue.LoadShipped();

    public static TheoryData<string> Services() => [.. Catalogue.Services.Select(service => service.Id)];

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Nothing_about_a_person_is_in_any_message_history_or_record_that_no_agreement_lets_it_into(string service)
    {
        var (end, canaries) = await RunAsync(service);

        end.Sent.Count(message => message.Type == MessageTypes.StepRequested).ShouldBeGreaterThan(0);
        foreach (var message in end.Sent)
        {
            var allowed = AllowedIn(service, message);
            var body = Encoding.UTF8.GetString(message.Body);
            foreach (var (pointer, canary) in canaries.Planted.Where(item => !allowed.Any(place => IsWithin(place, item.Key))))
            {
                body.Contains(canary, StringComparison.Ordinal)
                    .ShouldBeFalse($"{message.MessageId} shows {pointer} to {message.Participant}.");
            }
        }

        var record = JsonSerializer.Serialize(end.Record with
        {
            SealedApplication = [],
            Results = [.. end.Record.Results.Select(result => result with { SealedAnswer = [] })],
        });
        foreach (var (pointer, canary) in canaries.Planted)
        {
            end.Engine.Contains(canary, StringComparison.Ordinal).ShouldBeFalse($"The durable history shows {pointer}.");
            record.Contains(canary, StringComparison.Ordinal).ShouldBeFalse($"The case's open rows show {pointer}.");
        }
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task What_an_agreement_lets_through_is_there_so_the_search_finds_what_there_is(string service)
    {
        var (end, canaries) = await RunAsync(service);

        var sent = string.Concat(end.Sent.Select(message => Encoding.UTF8.GetString(message.Body)));
        canaries.Planted.ShouldNotBeEmpty();
        canaries.Planted.Values.ShouldContain(canary => sent.Contains(canary, StringComparison.Ordinal));
        end.Engine.ShouldContain(end.View.Id);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task No_two_sectors_know_a_person_by_the_same_name(string service)
    {
        var (end, _) = await RunAsync(service);

        var known = end.Sent.Where(message => message.Type == MessageTypes.StepRequested)
            .Select(message => (
                Catalogue.GetParticipant(message.Participant!).Sector,
                Person: JsonElement.Parse(message.Body).GetProperty("person").GetString()))
            .Distinct().ToList();

        known.Select(item => item.Person).ShouldBeUnique();
    }

    private static async Task<(PackCaseEnd End, Canaries Canaries)> RunAsync(string service)
    {
        var run = new PackCase("2026-03-01");
        foreach (var participant in Catalogue.Participants.Where(participant => participant.Hosting == Hosting.Remote))
        {
            run.WhenAsked(
                participant.Id,
                request => request.Step == StepNames.Referral ? [new StepAnswer("accepted"), new StepAnswer("completed")] : []);
        }

        var sample = await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "samples", $"{service}.json"), TestContext.Current.CancellationToken);
        var canaries = Canaries.PlantIn(Catalogue, service, sample, run.Network.Time);
        return (await run.RunAsync(service, canaries.Application), canaries);
    }

    private static IReadOnlyList<string> AllowedIn(string id, ExchangeMessage message)
    {
        if (message.Type != MessageTypes.StepRequested)
        {
            return [];
        }

        StepKey.TryParse(message.MessageId, out var key).ShouldBeTrue();
        var agreement = Catalogue.FindAgreement(JsonElement.Parse(message.Body).GetProperty("agreement").GetString()!)!;
        var service = Catalogue.FindService(id)!;
        agreement.Recipient.ShouldBe(message.Participant);
        return [.. service.TaskOf(TaskName.Of(key!)).Categories.Intersect(agreement.Categories)
            .SelectMany(category => service.Categories[category])];
    }

    private static bool IsWithin(string allowed, string pointer)
    {
        var (outer, inner) = (JsonPointer.Segments(allowed), JsonPointer.Segments(pointer));
        return outer.Length <= inner.Length && outer.Zip(inner).All(pair => pair.First == "*" || pair.First == pair.Second);
    }
}
