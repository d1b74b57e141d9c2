using Integration.Workflows.Cases;
using Spectre.Console;

namespace Integration.Local.AppHost.Demo;

/// <summary>What came of a case: the programs' answers with amounts and reasons, and the referrals.</summary>
internal static class Findings
{
    public static void Write(IAnsiConsole console, CaseView view, CaseNames names)
    {
        foreach (var answer in view.Determinations)
        {
            console.MarkupLineInterpolated(
                $"\n  [bold]{names.Program(answer.Program)}[/] [dim]({answer.Jurisdiction})[/]: {CaseNames.Outcome(answer)}");
            foreach (var reason in answer.Reasons)
            {
                console.Write(new Padder(new Text(reason.Text.En), new Padding(4, 0, 0, 0)));
            }
        }

        foreach (var referral in view.Referrals)
        {
            console.MarkupLineInterpolated($"\n  [bold]Referral to {names.Participant(referral.Partner)}[/]: {referral.Status}");
        }

        console.WriteLine();
    }
}
