using System.Reflection;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Integration.Local.FunctionsWorker.Discovery;
using Integration.Local.FunctionsWorker.Hosting;
using Integration.Local.FunctionsWorker.HostJson;
using Integration.Local.FunctionsWorker.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Integration.Local.FunctionsWorker.ServiceBus;

/// <summary>The functions that messages of Service Bus start.</summary>
internal sealed class ServiceBusTriggers(IConfiguration configuration, ServiceBusSettings settings) : ITriggerKind
{
    private readonly List<ServiceBusFunction> _functions = [];
    private readonly SettingExpressions _expressions = new(configuration);

    public Type Attribute => typeof(ServiceBusTriggerAttribute);

    public string BindingType => "serviceBusTrigger";

    public string Accepts =>
        "ServiceBusReceivedMessage, string, byte[], BinaryData or a type read from JSON, "
        + "ServiceBusMessageActions, ServiceBusSessionMessageActions";

    public ParameterSource? Bind(FunctionMethod function, ParameterInfo parameter, StartProblems problems)
    {
        var trigger = (ServiceBusTriggerAttribute)function.Trigger;
        if (parameter == function.TriggerParameter)
        {
            return trigger.IsBatched ? Batch(function, parameter, problems) : Single(function, parameter, problems);
        }

        if (parameter.ParameterType == typeof(ServiceBusSessionMessageActions) && !trigger.IsSessionsEnabled)
        {
            problems.Add(function, parameter, "there is no session. Set IsSessionsEnabled on the trigger, or remove the parameter.");
        }

        return parameter.ParameterType switch
        {
            var type when type == typeof(ServiceBusMessageActions) => context => ValueTask.FromResult<object?>(DeliveryOf(context).Actions),
            var type when type == typeof(ServiceBusSessionMessageActions) =>
                context => ValueTask.FromResult<object?>(DeliveryOf(context).Session),
            _ => null,
        };
    }

    public void Add(FunctionMethod function, HostedFunction hosted, StartProblems problems)
    {
        var trigger = (ServiceBusTriggerAttribute)function.Trigger;
        var before = problems.All.Count;
        var entity = NameOf(function, trigger.TopicName ?? trigger.QueueName, trigger.TopicName is null ? "queue" : "topic", problems);
        var subscription = trigger.TopicName is null ? null : NameOf(function, trigger.SubscriptionName, "subscription", problems);
        var connection = ServiceBusConnection.Read(configuration, function, trigger.Connection, problems);
        if (problems.All.Count == before)
        {
            _functions.Add(new ServiceBusFunction(
                hosted,
                connection!,
                entity!,
                subscription,
                trigger.IsSessionsEnabled,
                trigger.IsBatched,
                trigger.CompletesMessages ?? settings.AutoCompleteMessages));
        }
    }

    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton(settings).AddSingleton<ServiceBusClients>().AddSingleton<MessageInvoker>();
        foreach (var function in _functions)
        {
            services.AddSingleton(provider => Listener(provider, function));
        }
    }

    private static ITriggerListener Listener(IServiceProvider services, ServiceBusFunction function) => function switch
    {
        { IsBatched: true } => ActivatorUtilities.CreateInstance<BatchListener>(services, function),
        { HasSessions: true } => ActivatorUtilities.CreateInstance<SessionListener>(services, function),
        _ => ActivatorUtilities.CreateInstance<QueueListener>(services, function),
    };

    private string? NameOf(FunctionMethod function, string? name, string kind, StartProblems problems)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            problems.Add(function, $"the {kind} has no name. Give the trigger one.");
            return null;
        }

        if (_expressions.Resolve(name, out var missing) is { } resolved)
        {
            return resolved;
        }

        problems.Add(function, $"the {kind} '{name}' needs the setting '{missing}', which is missing. Set it.");
        return null;
    }

    private static ParameterSource? Single(FunctionMethod function, ParameterInfo parameter, StartProblems problems)
    {
        var type = parameter.ParameterType;
        if (type == typeof(ServiceBusReceivedMessage[]) || type == typeof(BinaryData[]))
        {
            problems.Add(
                function, parameter,
                $"a {type.Name} takes many messages. Set IsBatched on the trigger, or take one {type.GetElementType()!.Name}.");
            return null;
        }

        if (MessageBody.ReaderFor(type) is { } read)
        {
            return context => ValueTask.FromResult(read(DeliveryOf(context).Messages[0], JsonOf(context)));
        }

        problems.Add(
            function, parameter,
            $"no {type.Name} can be made of a message. Take a ServiceBusReceivedMessage, or a class that is read from JSON.");
        return null;
    }

    private static ParameterSource? Batch(FunctionMethod function, ParameterInfo parameter, StartProblems problems)
    {
        if (MessageBody.BatchReaderFor(parameter.ParameterType) is { } read)
        {
            return context => ValueTask.FromResult(read(DeliveryOf(context).Messages, JsonOf(context)));
        }

        problems.Add(
            function, parameter,
            $"no {parameter.ParameterType.Name} can be made of a batch. Take an array, for example ServiceBusReceivedMessage[].");
        return null;
    }

    private static MessageDelivery DeliveryOf(FunctionContext context) => context.Features.Get<MessageDelivery>()!;

    private static JsonSerializerOptions JsonOf(FunctionContext context) =>
        context.InstanceServices.GetRequiredService<IOptions<JsonSerializerOptions>>().Value;
}
