using System.Diagnostics;

namespace Integration.Local.FunctionsHost.Tests.Processes;

/// <summary>A process that does nothing until its standard input ends.</summary>
internal sealed class Sleeper : IDisposable
{
    /// <summary>What its command line has.</summary>
    public const string Argument = "process.stdin.resume()";

    public Process Process { get; } = Process.Start(new ProcessStartInfo("node", ["--eval", Argument]) { RedirectStandardInput = true })!;

    public async Task EndAsync()
    {
        Process.StandardInput.Close();
        await Process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        if (!Process.HasExited)
        {
            Process.Kill();
            Process.WaitForExit();
        }

        Process.Dispose();
    }
}
