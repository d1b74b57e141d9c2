using System.Diagnostics;
using System.Reflection;

namespace Integration.Local.ServiceBusEmulator.Tests.Amqp;

/// <summary>Runs scripts that use the official JavaScript SDK.</summary>
internal static class JavaScriptSdk
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);

    private static string Directory { get; } = typeof(JavaScriptSdk).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "JavaScriptDirectory").Value!;

    /// <summary>Fails with what the script wrote unless it ends well and in time.</summary>
    public static async Task RunAsync(string script, string connectionString)
    {
        var start = new ProcessStartInfo("node", [script])
        {
            WorkingDirectory = Directory,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["SERVICE_BUS"] = connectionString },
        };
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(_limit);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            process.ExitCode.ShouldBe(0, $"{await output}{await errors}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
