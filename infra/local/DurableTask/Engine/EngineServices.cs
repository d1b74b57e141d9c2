using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Integration.Local.DurableTask.Engine;

/// <summary>What the execution of orchestrations and activities needs from its surroundings.</summary>
internal sealed record EngineServices(
    DurableTaskRegistry Registry,
    IServiceProvider Services,
    DataConverter Converter,
    FailureDetailsFactory Failures,
    ILoggerFactory Loggers,
    TimeProvider Time,
    LocalDurableTaskOptions Options);
