namespace Integration.Local.FunctionsWorker.Tests.ServiceBus;

public sealed class MistakenTriggerTests
{
    private const string Bus = "Endpoint=sb://localhost;SharedAccessKeyName=k;SharedAccessKey=s;UseDevelopmentEmulator=true";

    [Theory]
    [InlineData(typeof(MistakenMessageFunctions.Unnamed), ": the queue has no name. Give the trigger one.")]
    [InlineData(
        typeof(MistakenMessageFunctions.UnsetName),
        ": the subscription '%Subscription%' needs the setting 'Subscription', which is missing. Set it.")]
    [InlineData(
        typeof(MistakenMessageFunctions.Unconnected),
        ": the setting 'OtherBus' is missing. Set it to a connection string, or 'OtherBus:fullyQualifiedNamespace' to a namespace.")]
    [InlineData(
        typeof(MistakenMessageFunctions.Garbled),
        ": the setting 'GarbledBus' is no connection string: it has no Endpoint.")]
    [InlineData(
        typeof(MistakenMessageFunctions.Streamed),
        ", parameter 'message': no Stream can be made of a message. Take a ServiceBusReceivedMessage, or a class that is read from JSON.")]
    [InlineData(
        typeof(MistakenMessageFunctions.ManyAsOne),
        ", parameter 'messages': a ServiceBusReceivedMessage[] takes many messages. Set IsBatched on the trigger, or take one ServiceBusReceivedMessage.")]
    [InlineData(
        typeof(MistakenMessageFunctions.OneAsMany),
        ", parameter 'message': no String can be made of a batch. Take an array, for example ServiceBusReceivedMessage[].")]
    [InlineData(
        typeof(MistakenMessageFunctions.NoSession),
        ", parameter 'session': there is no session. Set IsSessionsEnabled on the trigger, or remove the parameter.")]
    [InlineData(typeof(MistakenMessageFunctions.Retried), ": FixedDelayRetryAttribute has no meaning for serviceBusTrigger. Remove it.")]
    public void A_mistake_stops_the_start_and_says_where_and_how_to_fix_it(Type functions, string said)
    {
        string[] settings = [$"--AzureWebJobsServiceBus={Bus}", "--GarbledBus=SharedAccessKeyName=k;SharedAccessKey=s"];
        var start = () => TestHost.Build(_ => { }, settings, new RecordedLogs(), functions);
        Should.Throw<HostStartException>(start).Problems.ShouldHaveSingleItem()
            .ShouldBe($"Function 'F' ({functions.FullName!.Replace('+', '.')}.Run){said}");
    }

    [Fact]
    public void The_default_connection_is_named_in_full()
    {
        var start = () => TestHost.Build(_ => { }, [], new RecordedLogs(), typeof(MessageFunctions.ReadNews));
        Should.Throw<HostStartException>(start).Problems.ShouldHaveSingleItem().ShouldEndWith(
            "the setting 'AzureWebJobsServiceBus' is missing. "
            + "Set it to a connection string, or 'AzureWebJobsServiceBus:fullyQualifiedNamespace' to a namespace.");
    }
}
