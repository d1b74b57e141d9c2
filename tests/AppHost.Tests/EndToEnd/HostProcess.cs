using Integration.Local.AppHost.Keys;
using Integration.Local.AppHost.Running;

namespace Integration.Local.AppHost.Tests.EndToEnd;

/// <summary>A Functions host of the application, running as a process of its own, with a worker.</summary>
internal static class HostProcess
{
    /// <summary>Starts it; cases are taken in when it is given back.</summary>
    /// <param name="directory">Has the keys.</param>
    /// <param name="data">The folder of the host's own state.</param>
    /// <param name="tables">The connection string of the tables.</param>
    /// <param name="bus">The connection string of the namespace.</param>
    /// <param name="port">Where it listens.</param>
    /// <param name="more">Further settings, each as an argument.</param>
    public static async Task<(ProgramProcess Process, Uri Address)> StartAsync(
        TemporaryDirectory directory, string data, string tables, string bus, string port, params IEnumerable<string> more)
    {
        using var key = SigningKey.Of(directory.Data);
        var settings = FunctionsSettings.Of(new AppHostOptions(), directory.Data, key, tables, bus);
        var host = ProgramProcess.Start(
            "Integration.Local.FunctionsHost",
            [
                $"--App={HostedFunctions.BuildOutput()}",
                $"--HttpPort={port}",
                $"--DataDirectory={data}",
                .. settings.Select(setting => $"--{setting.Key}={setting.Value}"),
                .. more,
            ]);
        var ready = await host.PrintsAsync("Ready at ");
        return (host, new Uri(ready.Split(' ')[2].TrimEnd('.')));
    }
}
