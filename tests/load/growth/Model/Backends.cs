namespace Integration.Load.Growth.Model;

/// <summary>The durable backends, as the deployment's parameter names them.</summary>
internal static class Backends
{
    public const string AzureStorage = "AzureStorage";
    public const string Scheduler = "Scheduler";
}
