namespace Microsoft.DurableTask;

/// <summary>Names a class as an orchestrator or activity.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class DurableTaskAttribute : Attribute
{
    /// <param name="name">The name of the task; null for the name of the class.</param>
    public DurableTaskAttribute(string? name = null) => Name = string.IsNullOrEmpty(name) ? default : new TaskName(name);

    public TaskName Name { get; }

    public string? Version { get; set; }
}
