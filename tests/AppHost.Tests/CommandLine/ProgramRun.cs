using Integration.Local.AppHost.CommandLine;
using Integration.Local.AppHost.Running;

namespace Integration.Local.AppHost.Tests.CommandLine;

/// <summary>What a run of the program wrote, and how it ended.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Errors)
{
    public string FirstError => Errors.Split('\n')[0].TrimEnd();

    public static Task<ProgramRun> RunAsync(params string[] arguments) => RunAsync(StubFunctions.StartAsync, arguments);

    public static async Task<ProgramRun> RunAsync(FunctionsStart functions, params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var surroundings = new Surroundings(output, errors, functions, TimeProvider.System);
        var code = await AppHostCommandLine.RunAsync(arguments, surroundings, TestContext.Current.CancellationToken);
        return new ProgramRun(code, output.ToString(), errors.ToString());
    }
}
