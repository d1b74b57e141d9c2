using Integration.Local.FunctionsHost.Protocol;
using Microsoft.Azure.Functions.Worker.Converters;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Gives a function the actions on its messages. They are no binding: the host sends nothing for them.</summary>
internal sealed class ServiceBusMessageActionsConverter(Settlement.SettlementClient settlement) : IInputConverter
{
    public ValueTask<ConversionResult> ConvertAsync(ConverterContext context) => new(
        context.TargetType == typeof(ServiceBusMessageActions)
            ? ConversionResult.Success(new ServiceBusMessageActions(settlement))
            : ConversionResult.Unhandled());
}
