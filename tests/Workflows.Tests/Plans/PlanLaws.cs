using System.Text.Json;
using CsCheck;
using Integration.Workflows.Cases;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Evidence;
using Integration.Workflows.Identity;
using Integration.Workflows.Plans;
using Integration.Workflows.Steps;
using Integration.Workflows.Tests.Cases;

namespace Integration.Workflows.Tests.Plans;

/// <summary>Whatever participants and people say, or do not say, in whatever order and time.</summary>
public sealed class PlanLaws
{
    private const int MostMoves = 60;
    private static readonly ServiceCatalogue Catalogue = ServiceCatalogue.LoadShipped();

    private static readonly (string Task, string Service)[] Tasks =
    [
        .. Catalogue.Services.SelectMany(service => service.Plan.SelectMany(stage => stage.Tasks.Where(task => task.When is null)
            .Select(task => (new TaskName(stage.Step, task.Subject).ToString(), service.Id)))),
    ];

    private static readonly Gen<(string Task, string Service, int[] Choices)> Runs = Gen.Select(
        Gen.Int[0, Tasks.Length - 1], Gen.Int[0, 5].Array[0, 30], (task, choices) => (Tasks[task].Task, Tasks[task].Service, choices));

    [Fact]
    public Task A_task_comes_to_its_end_and_asks_people_nothing_twice() => Runs.SampleAsync(
        async run =>
        {
            var (network, id) = await OpenAsync(run.Service);
            var moves = 0;
            for (var turn = await TakeAsync(network, id, run.Task, null); !turn.IsOver && moves < MostMoves; moves++)
            {
                await HappenAsync(network, id, turn, moves < run.Choices.Length ? run.Choices[moves] : 0);
                turn = await TakeAsync(network, id, run.Task, turn.StepKey);
            }

            var record = await network.ReadAsync(id);
            var numbers = record.Requests.Select(request => request.Key.Number).ToList();
            var questions = record.Requests.Where(request => request.AskedOf != Addressee.Participant)
                .Select(request => request.Purpose).ToList();
            return moves < MostMoves
                && numbers.SequenceEqual(Enumerable.Range(1, numbers.Count))
                && questions.Distinct().Count() == questions.Count
                && record.Requests.SkipLast(1).All(request => StepTransitions.IsTerminal(request.Key.Step, record.StatusOf(request.Key)!))
                && (await network.VerifyAuditAsync(id)).Intact;
        },
        iter: 300);

    [Fact]
    public Task Taking_a_turn_again_decides_nothing_anew() => Runs.SampleAsync(
        async run =>
        {
            var (network, id) = await OpenAsync(run.Service);
            var turn = await TakeAsync(network, id, run.Task, null);
            foreach (var choice in run.Choices.Take(4))
            {
                var before = await network.ReadAsync(id);
                var again = await TakeAsync(network, id, run.Task, null);
                if (again != turn || (await network.ReadAsync(id)).Head != before.Head)
                {
                    return false;
                }

                if (turn.IsOver)
                {
                    break;
                }

                await HappenAsync(network, id, turn, choice);
                turn = await TakeAsync(network, id, run.Task, turn.StepKey);
            }

            return true;
        },
        iter: 150);

    [Fact]
    public Task A_case_that_is_carried_on_is_what_it_would_be_if_it_were_opened_anew() => Runs.SampleAsync(
        async run =>
        {
            var (network, id) = await OpenAsync(run.Service);
            var plan = network.Plans.Open(Catalogue, await network.ReadAsync(id));
            TaskTurn? turn = null;
            foreach (var choice in run.Choices.Take(6))
            {
                turn = await TakeAsync(network, id, run.Task, turn?.StepKey);
                if (turn.IsOver)
                {
                    break;
                }

                await HappenAsync(network, id, turn, choice);
                var now = await network.ReadAsync(id);
                var (asked, ended) = (plan.Record.Requests.Count, plan.Record.Results.Count);
                plan = plan.After(now.Head, [.. now.Requests.Skip(asked)], [.. now.Results.Skip(ended)]);
                Describe(plan).ShouldBe(Describe(network.Plans.Open(Catalogue, now)));
            }
        },
        iter: 150);

    private static string Describe(CasePlan plan)
    {
        var now = plan.Record.Head.ReceivedAt;
        var entries = plan.Record.Requests.Select(request => plan.Find(request.Key)!)
            .Select(entry => $"{entry.Request.Key} {entry.Status} {JsonSerializer.Serialize(entry.Answer, CaseJson.Options)}"
                + $" {plan.Next(TaskName.Of(entry.Request.Key), now)}");
        return string.Join('\n', entries.Prepend(plan.Facts.ToString()));
    }

    private static async Task<(Network Network, string Id)> OpenAsync(string service)
    {
        var network = new Network(catalogue: Catalogue);
        network.Time.AdjustTime(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var sample = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "samples", $"{service}.json"));
        var id = await network.AcceptAsync(sample, service: service);
        await network.OpenAsync(id);
        return (network, id);
    }

    private static async Task<TaskTurn> TakeAsync(Network network, string id, string task, string? awaiting) =>
        (await network.TakeAsync(id, [task], awaiting))[0];

    // Nothing for a while, or some answer that the one who is asked could give.
    private static async Task HappenAsync(Network network, string id, TaskTurn turn, int choice)
    {
        var request = turn.StepKey is { } key
            ? (await network.ReadAsync(id)).Requests.Single(request => request.Key.ToString() == key)
            : null;
        if (request is null || choice == 0)
        {
            var until = turn.Until ?? network.Time.GetUtcNow().AddDays(400);
            network.Time.Advance(until > network.Time.GetUtcNow() ? until - network.Time.GetUtcNow() : TimeSpan.FromSeconds(1));
        }
        else if (request.AskedOf == Addressee.Participant)
        {
            await network.AnswerAsync(turn.StepKey!, request.Participant, AnswerOf(network, request, choice), $"{turn.StepKey}/{choice}");
        }
        else
        {
            await network.Answering.AnswerAsync(
                id, [request.AskedOf], "portal",
                new QuestionAnswer(turn.StepKey) { Decision = choice % 2 == 0 ? "accept" : "decline" },
                CancellationToken.None);
        }
    }

    private static StepAnswer AnswerOf(Network network, StepRequest request, int choice) => request.Key.Step switch
    {
        StepNames.Identity => new("completed") { Identity = new((IdentityOutcome)(choice - 1), 1, null, []) },
        StepNames.Evidence when choice < 4 => new("completed")
        {
            Evidence = new((EvidenceOutcome)choice) { AvailableFrom = network.Time.GetUtcNow().AddDays(choice) },
        },
        StepNames.Eligibility when choice < 4 => new("completed")
        {
            Determination = new(
                request.Key.Subject!, "x", (Integration.Workflows.Eligibility.DeterminationOutcome)choice, null, [], [], null),
        },
        StepNames.Referral => new(choice switch { 1 => "accepted", 2 => "rejected", 3 => "in-progress", 4 => "completed", _ => "failed" }),
        _ => new(choice % 2 == 0 ? "failed" : "completed"),
    };
}
