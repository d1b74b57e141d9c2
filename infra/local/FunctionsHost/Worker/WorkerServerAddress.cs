namespace Integration.Local.FunctionsHost.Worker;

/// <summary>Where workers find their host.</summary>
internal sealed class WorkerServerAddress
{
    private Uri? _address;

    public Uri Address
    {
        get => _address ?? throw new InvalidOperationException("The server for workers has not started.");
        set => _address = value;
    }
}
