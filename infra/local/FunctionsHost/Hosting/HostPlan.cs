using System.Net;
using Integration.Local.FunctionsHost.Apps;
using Integration.Local.FunctionsHost.Durable;
using Integration.Local.FunctionsHost.HostJson;
using Integration.Local.FunctionsHost.Settings;
using Integration.Local.FunctionsHost.Starting;

namespace Integration.Local.FunctionsHost.Hosting;

/// <summary>What is to be hosted and how, read and found right before anything starts.</summary>
internal sealed record HostPlan(
    FunctionsHostOptions Options, FunctionApp App, HostSettings HostJson, AppSettings Settings, IPAddress Address, StartProblems Problems)
{
    /// <exception cref="HostStartException">Something is wrong; all of it is told.</exception>
    public static HostPlan Make(FunctionsHostOptions options)
    {
        var problems = new StartProblems();
        var folder = Path.GetFullPath(options.App);
        var app = WorkerConfigFile.Load(folder, problems);
        problems.ThrowIfAny();
        var hostJson = HostJsonFile.Load(folder, problems);
        DurableOptionNames.Check(hostJson.DurableTask.Keys, problems);
        var file = LocalSettingsFile.Load(
            options.SettingsFile ?? Path.Combine(folder, LocalSettingsFile.Name), required: options.SettingsFile is not null, problems);
        if (options.HttpPort is < 0 or > IPEndPoint.MaxPort)
        {
            problems.Add($"--HttpPort={options.HttpPort} is no port: write a number from 0 to {IPEndPoint.MaxPort}, 0 for any free one.");
        }

        if (!IPAddress.TryParse(options.Address, out var address))
        {
            problems.Add($"--Address={options.Address} is no IP address: write one, for example 127.0.0.1.");
        }

        problems.ThrowIfAny();
        return new HostPlan(options, app!, hostJson, AppSettings.Of(file, options.Settings), address!, problems);
    }
}
