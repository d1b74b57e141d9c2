using System.Globalization;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Integration.Workflows.Exchange;

namespace Integration.Conformance.Tests.Partner;

/// <summary>The network's side of an exchange: its own messages, sent and received with the official JavaScript SDK.</summary>
/// <param name="connectionString">The broker.</param>
/// <param name="topic">Where requests go.</param>
/// <param name="participant">Whose subscription it looks at.</param>
internal sealed class Network(string connectionString, string topic = "referrals", string participant = PartnerProcess.Id)
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    public Task SendAsync(params IEnumerable<ExchangeMessage> messages) => RunAsync(
        ["send", topic],
        JsonSerializer.Serialize(messages.Select(CloudEventBinding.ToMessage).Select(message => new
        {
            body = message.Body.ToString(),
            message.MessageId,
            message.Subject,
            message.ContentType,
            message.CorrelationId,
            message.ReplyTo,
            message.ReplyToSessionId,
            message.ApplicationProperties,
        }), _json));

    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> AnswersAsync(string caseId, int count) =>
    [
        .. from answer in await RunAsync(["answers", Destinations.StepResults, caseId, Written(count)])
           select ServiceBusModelFactory.ServiceBusReceivedMessage(
               BinaryData.FromString(Text(answer, "body")),
               Text(answer, "messageId"),
               sessionId: Text(answer, "sessionId"),
               correlationId: Text(answer, "correlationId"),
               contentType: Text(answer, "contentType"),
               properties: answer.GetProperty("applicationProperties").EnumerateObject()
                   .ToDictionary(property => property.Name, property => (object)property.Value.ToString())),
    ];

    public async Task<IReadOnlyList<string>> DeadLettersAsync(int count) =>
    [
        .. from letter in await RunAsync(["deadLetters", topic, participant, Written(count)])
           select $"{Text(letter, "deadLetterReason")}: {Text(letter, "deadLetterErrorDescription")}",
    ];

    /// <summary>How many messages the participant's subscription still holds; waits until it holds none.</summary>
    public async Task<int> WaitingAsync() => JsonElement.Parse(await PrintedAsync(["waiting", topic, participant], "")).GetInt32();

    private async Task<IReadOnlyList<JsonElement>> RunAsync(string[] command, string input = "") =>
        JsonElement.Parse(await PrintedAsync(command, input)) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    private Task<string> PrintedAsync(string[] command, string input) =>
        Node.RunAsync(["simulator/network.mjs", .. command], new Dictionary<string, string> { ["SERVICE_BUS"] = connectionString }, input);

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;

    private static string Written(int count) => count.ToString(CultureInfo.InvariantCulture);
}
