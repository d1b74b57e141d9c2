namespace Microsoft.Azure.Functions.Worker;

/// <summary>Makes a public method a function. The name is unique in the application, whatever the case of its letters.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute : Attribute
{
    public FunctionAttribute(string name) => Name = name;

    public string Name { get; }
}
