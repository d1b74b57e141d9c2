using Integration.Local.FunctionsHost.Apps;
using Integration.Local.FunctionsHost.Functions;
using Integration.Local.FunctionsHost.Settings;
using Microsoft.Extensions.Configuration;

namespace Integration.Local.FunctionsHost.ServiceBus;

/// <summary>The <c>serviceBus</c> outputs of functions.</summary>
internal sealed class ServiceBusOutputs(IConfiguration configuration, SettingExpressions expressions, ServiceBusClients clients)
    : IOutputBindingKind
{
    public string BindingType => "serviceBus";

    public IFunctionOutput Open(HostedFunction function, FunctionBinding binding)
    {
        var entity = EntityOf(function, binding);
        var connection = ServiceBusConnection.Read(configuration, function.Name, binding.Text("connection"));
        return new ServiceBusOutput(clients.For(connection).CreateSender(entity));
    }

    private string EntityOf(HostedFunction function, FunctionBinding binding)
    {
        var name = binding.Text("queueOrTopicName") ?? binding.Text("queueName") ?? binding.Text("topicName");
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new FunctionMistakeException(function.Name, $"the output '{binding.Name}' names no queue or topic. Give it one.");
        }

        return expressions.Resolve(name, out var missing) ?? throw new FunctionMistakeException(
            function.Name, $"the output '{name}' needs the setting '{missing}', which is missing. Set it.");
    }
}
