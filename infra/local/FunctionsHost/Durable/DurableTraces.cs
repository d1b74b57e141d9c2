using System.Diagnostics;

namespace Integration.Local.FunctionsHost.Durable;

/// <summary>
/// Has the framework carry the trace of whoever starts an orchestration on to its activities; what belongs to no trace costs nothing.
/// </summary>
internal sealed class DurableTraces : IDisposable
{
    private readonly ActivityListener _listener = new()
    {
        ShouldListenTo = source => source.Name is "DurableTask.Core" or "WebJobs.Extensions.DurableTask",
        Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
            options.Parent.TraceId == default ? ActivitySamplingResult.None : ActivitySamplingResult.PropagationData,
    };

    public void Start() => ActivitySource.AddActivityListener(_listener);

    public void Dispose() => _listener.Dispose();
}
