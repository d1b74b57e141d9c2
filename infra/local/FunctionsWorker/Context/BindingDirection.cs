namespace Microsoft.Azure.Functions.Worker;

/// <summary>Whether a binding brings something in or sends something out.</summary>
public enum BindingDirection
{
    In = 0,
    Out = 1,
}
