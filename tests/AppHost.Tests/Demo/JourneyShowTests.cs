using Integration.Local.AppHost.Demo;
using Integration.Local.AppHost.Running;
using Integration.Workflows.Cases;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console;

namespace Integration.Local.AppHost.Tests.Demo;

public sealed class JourneyShowTests : IDisposable
{
    private readonly HastyTime _time = new(SampleCase.Begin);
    private readonly StringWriter _output = new();

    [Fact]
    public async Task On_no_terminal_each_step_is_a_line_when_it_is_asked_for_and_a_line_when_it_ends()
    {
        var console = Terminal.On(_output);

        var end = await ShowAsync(
            console,
            SampleCase.Received,
            SampleCase.AskedForIdentity,
            SampleCase.AskedForIdentity,
            SampleCase.AtThePartner,
            SampleCase.Closed);

        end.ShouldBe(SampleCase.Closed);
        Titles().ShouldBe(
        [
            $"Application received: {SampleCase.Id}",
            "Identity check: requested",
            "Identity check: completed",
            "Canada child benefit: eligible, $6,748.50 a year",
            "Fair Pass transit discount: refused: consent-missing",
            "Referral to Maple Education Savings: accepted",
            "Referral to Maple Education Savings: completed",
            "Case closed: plan carried out",
        ]);
        _output.ToString().ShouldNotContain('\e');
    }

    [Fact]
    public async Task It_stops_when_nobody_wants_to_wait_any_more()
    {
        using var stop = new CancellationTokenSource();
        var show = new JourneyShow(Terminal.On(_output), SampleCase.Names, new FakeTimeProvider());

        var showing = show.RunAsync(() => Task.FromResult(SampleCase.AskedForIdentity), stop.Token);
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(showing);
    }

    [Fact]
    public void On_a_terminal_it_is_drawn_with_a_sign_for_each_stop()
    {
        var lines = Journey.Of(SampleCase.AtThePartner, SampleCase.Names, SampleCase.Begin.AddSeconds(3));

        var drawn = Drawn(lines, TimeSpan.Zero).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim()).ToList();

        drawn.Select(line => line[0]).ShouldBe(['✓', '✓', '✓', '✗', Spinner.Known.Dots.Frames[0][0]]);
        drawn[^1].ShouldEndWith("accepted");
        drawn[^1].ShouldContain("3.00 s");
    }

    [Fact]
    public async Task On_a_terminal_it_is_drawn_over_until_the_end()
    {
        var end = await ShowAsync(Screen.On(_output), SampleCase.AskedForIdentity, SampleCase.AtThePartner, SampleCase.Closed);

        end.ShouldBe(SampleCase.Closed);
        _output.ToString().ShouldContain("\e[1A");
        _output.ToString().ShouldContain("plan carried out");
    }

    [Fact]
    public void The_spinner_turns_with_time()
    {
        var lines = Journey.Of(SampleCase.AskedForIdentity, SampleCase.Names, SampleCase.Begin);

        var frames = Enumerable.Range(0, 5).Select(frame => Drawn(lines, Spinner.Known.Dots.Interval * frame)).ToList();

        frames.Distinct().Count().ShouldBe(frames.Count);
    }

    [Fact]
    public void The_findings_are_amounts_reasons_and_referrals()
    {
        Findings.Write(Terminal.On(_output), SampleCase.Closed, SampleCase.Names);

        _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim()).ShouldBe(
        [
            "Canada child benefit (ca): eligible, $6,748.50 a year",
            "One child under 18.",
            "Referral to Maple Education Savings: completed",
        ]);
    }

    public void Dispose() => _output.Dispose();

    private static string Drawn(IReadOnlyList<JourneyLine> lines, TimeSpan elapsed)
    {
        using var output = new StringWriter();
        Terminal.On(output).Write(JourneyTable.Of(lines, elapsed));
        return output.ToString();
    }

    private Task<CaseView> ShowAsync(IAnsiConsole console, params CaseView[] views)
    {
        var next = new Queue<CaseView>(views);
        return new JourneyShow(console, SampleCase.Names, _time)
            .RunAsync(() => Task.FromResult(next.Dequeue()), TestContext.Current.CancellationToken);
    }

    private IEnumerable<string> Titles() =>
        from line in _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)
        select line[(line.IndexOf(" s  ", StringComparison.Ordinal) + 4)..].TrimEnd();
}
