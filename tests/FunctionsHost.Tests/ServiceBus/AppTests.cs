using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsHost.Tests.ServiceBus;

/// <summary>The whole of it: broker, host, the official worker and functions.</summary>
public sealed class AppTests(AppFixture app) : IClassFixture<AppFixture>
{
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [Fact]
    public async Task A_text_comes_with_what_is_known_about_its_message_and_with_its_trace()
    {
        await app.Bus.SendAsync("texts", new ServiceBusMessage("apples")
        {
            MessageId = "m-1",
            TimeToLive = TimeSpan.FromDays(1),
            ApplicationProperties = { ["traceparent"] = Trace },
        });
        (await app.SeenAsync("TakeText")).ShouldMatch($"^TakeText apples m-1 1 20[0-9]{{2}} {Trace[..35]}$");
    }

    [Fact]
    public async Task A_body_is_read_from_json()
    {
        await app.Bus.SendAsync("orders", """{"Fruit":"pears","Count":3}""");
        (await app.SeenAsync("TakeOrder")).ShouldBe("TakeOrder 3 pears");
    }

    [Fact]
    public async Task A_body_is_given_as_bytes_and_a_record_is_sent_as_json()
    {
        await app.Bus.SendAsync("bytes", "plums");
        (await app.SeenAsync("TakeBytes")).ShouldBe("""{"Fruit":"plums","Count":5}""");
    }

    [Fact]
    public async Task A_batch_is_read_from_json_and_a_list_is_sent_as_several_messages()
    {
        await app.Bus.SendAsync("many-orders", """{"Fruit":"pears","Count":3}""", """{"Fruit":"plums","Count":5}""");
        string[] seen = [await app.SeenAsync("TakeOrders"), await app.SeenAsync("TakeOrders")];
        seen.ShouldBe(["TakeOrders 3 pears", "TakeOrders 5 plums"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_batch_is_given_as_texts()
    {
        await app.Bus.SendAsync("many-texts", "a", "b");
        (await app.SeenAsync("TakeTexts")).ShouldBe("TakeTexts a+b");
    }

    [Fact]
    public async Task A_poison_message_becomes_a_dead_letter()
    {
        await app.Bus.SendAsync("fragile", "glass");
        var dead = await app.Bus.DeadLetterAsync("fragile");
        dead.Body.ToString().ShouldBe("glass");
        dead.DeadLetterReason.ShouldBe("MaxDeliveryCountExceeded");
        app.Logs.At(LogLevel.Error).ShouldContain(log => log.Contains("glass breaks"));
    }

    [Fact]
    public async Task A_message_whose_worker_ended_comes_again_to_the_next_worker()
    {
        await app.Bus.SendAsync("brief", "survives");
        (await app.SeenAsync("Crash")).ShouldBe("Crash survives");
        await app.Bus.EmptiesAsync("brief");
    }

    [Fact]
    public async Task A_function_settles_its_message_as_it_likes()
    {
        await app.Bus.SendAsync("by-hand", "complete");
        (await app.SeenAsync("Settle")).ShouldBe("Settle complete 1 ");
        await app.Bus.SendAsync("by-hand", "abandon");
        (await app.SeenAsync("Settle")).ShouldBe("Settle abandon 1 ");
        (await app.SeenAsync("Settle")).ShouldBe("Settle abandon 2 00:05:00");
        await app.Bus.SendAsync("by-hand", "fail after complete");
        await app.Logs.HearAsync("after the fact");
        await app.Bus.EmptiesAsync("by-hand");

        await app.Bus.SendAsync("by-hand", "refuse");
        var dead = await app.Bus.DeadLetterAsync("by-hand");
        dead.DeadLetterReason.ShouldBe("sold out");
        dead.ApplicationProperties["by"].ShouldBe("Settle");
        (await app.SeenAsync("Settle")).ShouldBe("Settle refuse 1 ");

        await app.Bus.SendAsync("by-hand", "defer");
        (await app.SeenAsync("Settle")).ShouldBe("Settle defer 1 ");
        (await app.Bus.PeekAsync("by-hand")).ShouldHaveSingleItem().State.ShouldBe(ServiceBusMessageState.Deferred);
    }

    [Fact]
    public async Task Messages_of_a_session_come_in_order_and_share_its_state()
    {
        await app.Bus.SendAsync("visits", Of("one", "a"), Of("one", "b"), Of("one", "c"));
        string[] seen = [await app.SeenAsync("Visit"), await app.SeenAsync("Visit"), await app.SeenAsync("Visit")];
        seen.ShouldBe(["Visit one a True", "Visit one ab True", "Visit one abc True"]);
    }

    [Fact]
    public async Task A_batch_of_a_session_has_its_session_ids_and_its_session_actions()
    {
        await app.Bus.SendAsync("many-visits", Of("one", "a"), Of("one", "b"));
        (await app.SeenAsync("VisitTogether")).ShouldBe("VisitTogether one+one a+b");
    }

    [Fact]
    public async Task A_session_whose_function_times_out_loses_none_of_its_messages()
    {
        await app.Bus.SendAsync("returns", Of("one", "a"), Of("one", "b"));
        string[] seen = [await app.SeenAsync("Stall"), await app.SeenAsync("Stall")];
        seen.ShouldBe(["Stall a 2", "Stall b 1"], ignoreOrder: true);
        await app.Bus.EmptiesAsync("returns");
    }

    [Fact]
    public async Task A_timer_tells_where_its_schedule_stands() =>
        (await app.SeenAsync("Tick")).ShouldBe("Tick False 0001 01-01 00:00");

    private static ServiceBusMessage Of(string session, string body) => new(body) { SessionId = session };
}
