using System.Collections.ObjectModel;
using System.Globalization;
using System.Text;

namespace Microsoft.DurableTask.Client;

/// <summary>What is known of an orchestration instance. Inputs and outputs are there only if they were asked for.</summary>
public sealed class OrchestrationMetadata
{
    private const int LongestInText = 50;

    public OrchestrationMetadata(string name, string instanceId)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        Name = name;
        InstanceId = instanceId;
    }

    public string Name { get; }

    public string InstanceId { get; }

    /// <summary>Null: inputs and outputs were not asked for.</summary>
    public DataConverter? DataConverter { get; init; }

    public OrchestrationRuntimeStatus RuntimeStatus { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset LastUpdatedAt { get; init; }

    public string? SerializedInput { get; init; }

    public string? SerializedOutput { get; init; }

    public string? SerializedCustomStatus { get; init; }

    public TaskFailureDetails? FailureDetails { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public bool IsRunning => RuntimeStatus == OrchestrationRuntimeStatus.Running;

    public bool IsCompleted => RuntimeStatus is OrchestrationRuntimeStatus.Completed
        or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;

    /// <exception cref="InvalidOperationException">Inputs and outputs were not asked for.</exception>
    public T? ReadInputAs<T>() => Read<T>(SerializedInput);

    /// <inheritdoc cref="ReadInputAs"/>
    public T? ReadOutputAs<T>() => Read<T>(SerializedOutput);

    /// <inheritdoc cref="ReadInputAs"/>
    public T? ReadCustomStatusAs<T>() => Read<T>(SerializedCustomStatus);

    public override string ToString()
    {
        var text = new StringBuilder(string.Create(
            CultureInfo.InvariantCulture,
            $"[Name: '{Name}', ID: '{InstanceId}', RuntimeStatus: {RuntimeStatus}, "
            + $"CreatedAt: {CreatedAt:s}, LastUpdatedAt: {LastUpdatedAt:s}"));
        if (SerializedInput is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $", Input: '{Shortened(SerializedInput)}'");
        }

        if (SerializedOutput is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $", Output: '{Shortened(SerializedOutput)}'");
        }

        if (FailureDetails is { } failure)
        {
            text.Append(CultureInfo.InvariantCulture, $", FailureDetails: '{failure.ErrorType} - {Shortened(failure.ErrorMessage)}'");
        }

        return text.Append(']').ToString();
    }

    private static string Shortened(string text) =>
        text.Length <= LongestInText ? text : string.Concat(text.AsSpan(0, LongestInText), "...");

    private T? Read<T>(string? data)
    {
        if (DataConverter is null)
        {
            throw new InvalidOperationException(
                "Inputs and outputs were not fetched. Ask for them with getInputsAndOutputs or FetchInputsAndOutputs.");
        }

        return DataConverter.Deserialize<T>(data);
    }
}
