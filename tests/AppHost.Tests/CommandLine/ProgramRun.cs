using Integration.Local.AppHost.CommandLine;

namespace Integration.Local.AppHost.Tests.CommandLine;

/// <summary>What a run of the program wrote, and how it ended.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Errors)
{
    public string FirstError => Errors.Split('\n')[0].TrimEnd();

    public static async Task<ProgramRun> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var surroundings = new Surroundings(output, errors, StubFunctions.Build, TimeProvider.System);
        var code = await AppHostCommandLine.RunAsync(arguments, surroundings, TestContext.Current.CancellationToken);
        return new ProgramRun(code, output.ToString(), errors.ToString());
    }
}
