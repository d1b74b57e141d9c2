using Integration.Local.FunctionsHost.Apps;
using Integration.Local.FunctionsHost.Settings;
using Integration.Local.FunctionsHost.Triggers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Local.FunctionsHost.ServiceBus;

/// <summary>The functions that messages of Service Bus start.</summary>
internal sealed class ServiceBusTriggers(
    IServiceProvider services, IConfiguration configuration, SettingExpressions expressions, ServiceBusSettings settings) : ITriggerKind
{
    public string BindingType => "serviceBusTrigger";

    public bool Retries => false;

    public ITriggerListener Listen(HostedFunction function)
    {
        var read = Read(function);
        var errors = ActivatorUtilities.CreateInstance<ReceiveErrors>(services, read);
        return read switch
        {
            { IsBatched: true } => ActivatorUtilities.CreateInstance<BatchListener>(services, read, errors),
            { HasSessions: true } => ActivatorUtilities.CreateInstance<SessionListener>(services, read, errors),
            _ => ActivatorUtilities.CreateInstance<QueueListener>(services, read, errors),
        };
    }

    private ServiceBusFunction Read(HostedFunction function)
    {
        var trigger = function.Trigger;
        var topic = trigger.Text("topicName");
        return new ServiceBusFunction(
            function,
            ServiceBusConnection.Read(configuration, function.Name, trigger.Text("connection")),
            NameOf(function, topic ?? trigger.Text("queueName"), topic is null ? "queue" : "topic"),
            topic is null ? null : NameOf(function, trigger.Text("subscriptionName"), "subscription"),
            trigger.Flag("isSessionsEnabled") ?? false,
            string.Equals(trigger.Text("cardinality"), "many", StringComparison.OrdinalIgnoreCase),
            trigger.Flag("autoCompleteMessages") ?? settings.AutoCompleteMessages);
    }

    private string NameOf(HostedFunction function, string? name, string kind)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new FunctionMistakeException(function.Name, $"the {kind} has no name. Give the trigger one.");
        }

        return expressions.Resolve(name, out var missing) ?? throw new FunctionMistakeException(
            function.Name, $"the {kind} '{name}' needs the setting '{missing}', which is missing. Set it.");
    }
}
