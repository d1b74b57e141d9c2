namespace Integration.Local.ServiceBusEmulator.Tests.Amqp;

/// <summary>The independent witness: what the official SDK expects of Service Bus, the broker does.</summary>
public sealed class JavaScriptSdkTests
{
    [Fact]
    public Task Messages_are_completed_abandoned_deferred_renewed_and_dead_lettered() => Witness("settlement.mjs");

    [Fact]
    public Task Sessions_are_accepted_by_id_or_as_the_next_and_keep_state() => Witness("sessions.mjs");

    [Fact]
    public Task A_session_whose_lock_expires_goes_to_another_receiver() => Witness("session-lock.mjs");

    [Fact]
    public Task Topics_give_each_subscription_what_its_rules_pick() => Witness("topics.mjs");

    [Fact]
    public Task Rules_are_added_listed_and_removed_while_the_broker_runs() => Witness("rules.mjs");

    [Fact]
    public Task Scheduled_messages_are_peeked_cancelled_and_delivered_when_due() => Witness("scheduling.mjs");

    [Fact]
    public Task Batches_large_messages_and_many_at_once_go_through_and_unused_credit_is_drained() => Witness("batches.mjs");

    [Fact]
    public Task Locks_and_lives_end_in_time_duplicates_are_dropped_and_queues_forward() => Witness("locks.mjs");

    [Fact]
    public Task Unknown_entities_and_forged_tokens_are_refused() => Witness("refusals.mjs");

    private static async Task Witness(string script)
    {
        await using var broker = await TestBroker.StartAsync();
        await JavaScriptSdk.RunAsync(script, broker.ConnectionString);
    }
}
