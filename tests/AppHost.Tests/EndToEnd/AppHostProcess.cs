using Integration.Local.AppHost.Running;

namespace Integration.Local.AppHost.Tests.EndToEnd;

/// <summary>The AppHost, running as a process of its own.</summary>
internal static class AppHostProcess
{
    /// <summary>Starts it on a data directory and any free ports.</summary>
    public static ProgramProcess Start(TemporaryDirectory directory, params string[] arguments) => ProgramProcess.Start(
        "Integration.Local.AppHost",
        [
            .. arguments,
            $"--Local:DataDirectory={directory.Path}",
            "--Local:HttpPort=0",
            "--Local:AmqpPort=0",
            "--Local:TablePort=0",
        ]);

    /// <summary>Starts it, and waits until cases are taken in.</summary>
    public static async Task<(ProgramProcess Process, Addresses Addresses)> RunAsync(TemporaryDirectory directory)
    {
        var process = Start(directory);
        await process.PrintsAsync("ready in");
        return (process, DirectoryHold.ReadAnnouncement(directory.Data).ShouldNotBeNull(process.Output));
    }
}
