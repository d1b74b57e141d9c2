namespace Integration.Local.AppHost.Tests.EndToEnd;

/// <summary>The broker, running as a process of its own.</summary>
internal static class BrokerProcess
{
    /// <summary>Starts it over the messages of a data directory; it listens when it is given back.</summary>
    /// <returns>The process, and the connection string of its namespace.</returns>
    public static async Task<(ProgramProcess Process, string ConnectionString)> StartAsync(TemporaryDirectory directory, string port)
    {
        var broker = ProgramProcess.Start(
            "Integration.Local.ServiceBusEmulator",
            $"--Topology={Path.Combine(AppContext.BaseDirectory, "servicebus.json")}",
            $"--DataDirectory={directory.Data.Messages}",
            $"--Port={port}");
        return (broker, (await broker.PrintsAsync("Endpoint=")).Trim());
    }
}
