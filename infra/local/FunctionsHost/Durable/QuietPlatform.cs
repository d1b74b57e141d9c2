using Microsoft.Azure.WebJobs.Extensions.DurableTask;

#pragma warning disable CS0612 // The extension asks for it all the same.

namespace Integration.Local.FunctionsHost.Durable;

/// <summary>
/// What the extension asks about where it runs: for an isolated .NET worker, and on no platform whose agents would read events from the
/// console.
/// </summary>
internal sealed class QuietPlatform : IPlatformInformation
{
    public bool IsInConsumptionPlan() => false;

    public bool IsManagedAppEnvironment() => false;

    // On Linux it would write each event to the console, for an agent that is not here.
    public Microsoft.Azure.WebJobs.Extensions.DurableTask.OperatingSystem GetOperatingSystem() =>
        Microsoft.Azure.WebJobs.Extensions.DurableTask.OperatingSystem.Windows;

    public WorkerRuntimeType GetWorkerRuntimeType() => WorkerRuntimeType.DotNetIsolated;

    public string? GetLinuxTenant() => null;

    public string? GetLinuxStampName() => null;

    public string? GetContainerName() => null;

    public bool UsesExternalPowerShellSDK() => false;
}
