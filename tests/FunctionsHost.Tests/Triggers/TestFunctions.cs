using System.Text.Json;
using Integration.Local.FunctionsHost.Apps;
using Integration.Local.FunctionsHost.Protocol;

namespace Integration.Local.FunctionsHost.Tests.Triggers;

/// <summary>Functions as a worker would describe them.</summary>
internal static class TestFunctions
{
    public static HostedFunction Triggered(string name, string type, string binding) =>
        new(name, name, [Binding("message", type, "In", binding)], new RpcFunctionMetadata { Name = name, FunctionId = name });

    public static FunctionBinding Binding(string name, string type, string direction, string json) =>
        new(name, type, direction, JsonDocument.Parse(json).RootElement);
}
