using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Integration.Local.FunctionsWorker.Tests.ServiceBus;

/// <summary>One mistake each.</summary>
internal static class MistakenMessageFunctions
{
    public static class Unnamed
    {
        [Function("F")]
        public static void Run([ServiceBusTrigger("")] string message) => message.ToString();
    }

    public static class UnsetName
    {
        [Function("F")]
        public static void Run([ServiceBusTrigger("news", "%Subscription%")] string message) => message.ToString();
    }

    public static class Unconnected
    {
        [Function("F")]
        public static void Run([ServiceBusTrigger("orders", Connection = "OtherBus")] string message) => message.ToString();
    }

    public static class Garbled
    {
        [Function("F")]
        public static void Run([ServiceBusTrigger("orders", Connection = "GarbledBus")] string message) => message.ToString();
    }

    public static class Streamed
    {
        [Function("F")]
        public static void Run([ServiceBusTrigger("orders")] Stream message) => message.ToString();
    }

    public static class ManyAsOne
    {
        [Function("F")]
        public static void Run([ServiceBusTrigger("orders")] ServiceBusReceivedMessage[] messages) => messages.ToString();
    }

    public static class OneAsMany
    {
        [Function("F")]
        public static void Run([ServiceBusTrigger("orders", IsBatched = true)] string message) => message.ToString();
    }

    public static class NoSession
    {
        [Function("F")]
        public static void Run([ServiceBusTrigger("orders")] string message, ServiceBusSessionMessageActions session) =>
            (message + session).ToString();
    }

    public static class Retried
    {
        [Function("F")]
        [FixedDelayRetry(3, "00:00:01")]
        public static void Run([ServiceBusTrigger("orders")] string message) => message.ToString();
    }
}
