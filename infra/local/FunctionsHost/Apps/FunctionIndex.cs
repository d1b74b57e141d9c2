using System.Text.Json;
using Integration.Local.FunctionsHost.Protocol;

namespace Integration.Local.FunctionsHost.Apps;

/// <summary>Reads what a worker says of its functions.</summary>
internal static class FunctionIndex
{
    /// <exception cref="FunctionMistakeException">A function has no trigger, or more than one, or a binding that can't be read.</exception>
    public static HostedFunction Read(RpcFunctionMetadata metadata)
    {
        var bindings = metadata.RawBindings.Select(json => Read(metadata.Name, json)).ToList();
        var triggers = bindings.Count(binding => binding.IsTrigger);
        return triggers == 1
            ? new HostedFunction(metadata.FunctionId, metadata.Name, bindings, metadata)
            : throw new FunctionMistakeException(metadata.Name, $"it has {triggers} triggers. A function has one.");
    }

    private static FunctionBinding Read(string function, string json)
    {
        try
        {
            var binding = JsonDocument.Parse(json).RootElement;
            return new FunctionBinding(Text(binding, "name"), Text(binding, "type"), Text(binding, "direction"), binding);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FunctionMistakeException(function, $"one of its bindings can't be read. {error.Message} Build the app again.");
        }
    }

    private static string Text(JsonElement binding, string name) => binding.GetProperty(name).GetString() ?? string.Empty;
}
