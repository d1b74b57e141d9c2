using System.Text;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Integration.Local.FunctionsHost.TriggersApp;

/// <summary>Functions that a message, or a batch, of a queue starts; each says what it saw in the queue <c>seen</c>.</summary>
public static class Orders
{
    [Function(nameof(TakeText))]
    [ServiceBusOutput("seen")]
    public static string TakeText(
        [ServiceBusTrigger("texts")] string order, string messageId, int deliveryCount, DateTime expiresAtUtc, FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return $"TakeText {order} {messageId} {deliveryCount} {expiresAtUtc:yyyy} {context.TraceContext.TraceParent[..35]}";
    }

    [Function(nameof(TakeOrder))]
    [ServiceBusOutput("seen")]
    public static string TakeOrder([ServiceBusTrigger("orders")] Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return $"TakeOrder {order.Count} {order.Fruit}";
    }

    [Function(nameof(TakeBytes))]
    [ServiceBusOutput("seen")]
    public static Order TakeBytes([ServiceBusTrigger("bytes")] byte[] order) => new(Encoding.UTF8.GetString(order), order.Length);

    [Function(nameof(TakeOrders))]
    [ServiceBusOutput("seen")]
    public static string[] TakeOrders([ServiceBusTrigger("many-orders", IsBatched = true)] Order[] orders) =>
        [.. orders.Select(order => $"TakeOrders {order.Count} {order.Fruit}")];

    [Function(nameof(TakeTexts))]
    [ServiceBusOutput("seen")]
    public static string TakeTexts([ServiceBusTrigger("many-texts", IsBatched = true)] string[] orders) =>
        $"TakeTexts {string.Join('+', orders)}";

    [Function(nameof(Break))]
    public static void Break([ServiceBusTrigger("fragile")] ServiceBusReceivedMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        throw new InvalidOperationException($"{message.Body} breaks");
    }

    [Function(nameof(Crash))]
    [ServiceBusOutput("seen")]
    public static string Crash([ServiceBusTrigger("brief")] ServiceBusReceivedMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.DeliveryCount == 1)
        {
            Environment.Exit(3);
        }

        return $"Crash {message.Body}";
    }
}
