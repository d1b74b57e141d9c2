namespace Integration.Local.FunctionsWorker.Durable;

/// <summary>The names of durable bindings in function metadata.</summary>
internal static class DurableBinding
{
    public const string Orchestration = "orchestrationTrigger";

    public const string Activity = "activityTrigger";

    public const string Client = "durableClient";

    /// <summary>The key in binding data of the id of the orchestration.</summary>
    public const string InstanceId = "instanceId";

    /// <summary>Whether a binding needs the durable engine.</summary>
    public static bool IsDurable(string type) => type is Orchestration or Activity or Client;
}
