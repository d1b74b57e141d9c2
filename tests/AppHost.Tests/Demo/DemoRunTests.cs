using Integration.Local.AppHost.Running;
using Integration.Local.AppHost.Tests.CommandLine;

namespace Integration.Local.AppHost.Tests.Demo;

public sealed class DemoRunTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task A_closed_case_is_a_success()
    {
        var run = await RunAsync(StubFunctions.With(SampleCase.Closed));

        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.ShouldContain("Case closed: plan carried out");
        run.Output.ShouldContain("Canada child benefit (ca): eligible, $6,748.50 a year");
        run.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_case_that_failed_is_a_failure_with_its_reason()
    {
        var run = await RunAsync(StubFunctions.With(SampleCase.Failed));

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("Case failed: step failed");
        run.Errors.TrimEnd().ShouldBe("The case ended without success: step-failed.");
    }

    [Fact]
    public async Task A_case_that_takes_too_long_is_a_failure_that_says_what_it_waits_for()
    {
        var run = await RunAsync(StubFunctions.With(SampleCase.AtThePartner), "--timeout", "1s");

        run.ExitCode.ShouldBe(1);
        run.Errors.TrimEnd().ShouldBe(
            "The case is not closed after 1 s; it waits for: Referral to Maple Education Savings. Allow more with --timeout.");
    }

    [Fact]
    public async Task An_application_that_is_not_accepted_is_a_failure_that_shows_the_answer()
    {
        var run = await RunAsync(StubFunctions.Refusing);

        run.ExitCode.ShouldBe(1);
        run.Errors.ShouldContain("/api/services/newborn/cases was answered with 422: ");
        run.Errors.ShouldContain("No applications today.");
        run.Errors.TrimEnd().ShouldNotContain('\n');
    }

    public void Dispose() => _directory.Dispose();

    private Task<ProgramRun> RunAsync(FunctionsStart functions, params string[] arguments) => ProgramRun.RunAsync(
        functions,
        [
            "demo",
            $"--Local:DataDirectory={_directory.Path}",
            "--Local:HttpPort=0",
            "--Local:AmqpPort=0",
            "--Local:TablePort=0",
            .. arguments,
        ]);
}
