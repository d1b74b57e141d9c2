using System.Text.Json;
using Integration.Local.FunctionsHost.Protocol;
using Microsoft.Azure.Functions.Worker.Converters;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Gives a function the actions on the session of its messages, which the trigger's metadata names.</summary>
[SupportsDeferredBinding]
[SupportedTargetType(typeof(ServiceBusSessionMessageActions))]
internal sealed class ServiceBusSessionMessageActionsConverter(Settlement.SettlementClient settlement) : IInputConverter
{
    private const string SessionId = "SessionId";
    private const string SessionActions = "SessionActions";
    private const string LockedUntil = "SessionLockedUntil";

    public ValueTask<ConversionResult> ConvertAsync(ConverterContext context)
    {
        if (context.TargetType != typeof(ServiceBusSessionMessageActions))
        {
            return new(ConversionResult.Unhandled());
        }

        try
        {
            var metadata = context.FunctionContext.BindingContext.BindingData;
            var session = Text(metadata, SessionId);
            using var actions = JsonDocument.Parse(Text(metadata, SessionActions));
            return new(ConversionResult.Success(new ServiceBusSessionMessageActions(settlement, session, LockOf(actions))));
        }
        catch (Exception error) when (error is InvalidOperationException or JsonException or FormatException)
        {
            return new(ConversionResult.Failed(error));
        }
    }

    private static string Text(IReadOnlyDictionary<string, object?> metadata, string name) =>
        metadata.TryGetValue(name, out var value) && value?.ToString() is { } text ? text : throw Missing(name);

    private static DateTimeOffset LockOf(JsonDocument actions) =>
        actions.RootElement.TryGetProperty(LockedUntil, out var lockedUntil)
            ? lockedUntil.GetDateTimeOffset()
            : throw Missing($"{SessionActions}.{LockedUntil}");

    private static InvalidOperationException Missing(string name) => new(
        $"The trigger's metadata has no {name}. Session actions need a Service Bus trigger with IsSessionsEnabled = true.");
}
