namespace Integration.Functions.Operations;

/// <summary>Whether everything that must be there at start is there.</summary>
public sealed class Readiness
{
    private volatile bool _ready;

    /// <summary>Whether cases can be taken in.</summary>
    public bool IsReady => _ready;

    /// <summary>They can from now on.</summary>
    public void Declare() => _ready = true;
}
