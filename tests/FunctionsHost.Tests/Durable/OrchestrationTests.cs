using System.Net;
using System.Text.Json;

namespace Integration.Local.FunctionsHost.Tests.Durable;

public sealed class OrchestrationTests(RunningHost running) : IClassFixture<RunningHost>
{
    private readonly TestHost _host = running.Host;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_orchestration_runs_its_activities_in_sequence() =>
        (await _host.PostAsync("chains/abc")).ShouldBe((HttpStatusCode.OK, "abc+++++"));

    [Fact]
    public async Task Fifty_orchestrations_at_once_all_end_with_their_own_results()
    {
        var ends = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => _host.PostAsync($"chains/many-{number}")));
        ends.Select(end => end.Body).ShouldBe(Enumerable.Range(0, 50).Select(number => $"many-{number}+++++"));
    }

    [Fact]
    public async Task A_failing_activity_keeps_its_message_up_to_the_caller()
    {
        await _host.PostAsync("instances/Fails/failing");
        var end = await EndAsync("failing");
        Text(end, "status").ShouldBe("Failed");
        Text(end, "failure").ShouldContain("No glass here.");
    }

    [Fact]
    public async Task A_failing_activity_tells_its_orchestrator_type_and_message()
    {
        await _host.PostAsync("instances/TellsFailure/telling");
        Text(await EndAsync("telling"), "output").ShouldBe("\"System.NotSupportedException: No glass here.\"");
    }

    [Fact]
    public async Task A_failing_sub_orchestration_keeps_its_cause()
    {
        await _host.PostAsync("instances/ParentOfFailing/failing-parent");
        var end = await EndAsync("failing-parent");
        Text(end, "status").ShouldBe("Failed");
        (Text(end, "failure") + Text(end, "inner")).ShouldContain("No glass here.");
    }

    [Fact]
    public async Task Inputs_results_and_histories_of_more_than_4_MB_work()
    {
        var large = new string('x', 6 * 1024 * 1024);
        await _host.PostAsync("instances/Large/large", large);
        var end = await EndAsync("large");
        Text(end, "status").ShouldBe("Completed");
        (Text(end, "output") == $"\"{large}\"").ShouldBeTrue();
    }

    [Fact]
    public async Task A_custom_status_over_the_official_limit_fails_its_orchestration_and_says_so()
    {
        await _host.PostAsync("instances/Boastful/boastful", new string('x', 5 * 1024 * 1024));
        var end = await EndAsync("boastful");
        Text(end, "status").ShouldBe("Failed");
        Text(end, "output").ShouldContain("CustomStatus is too large: limit = 16 KB");
    }

    [Theory]
    [InlineData("Approved")]
    [InlineData("APPROVED")]
    public async Task An_event_right_after_the_start_is_not_lost_however_its_name_is_written(string name)
    {
        var id = $"event-{name}";
        await _host.PostAsync($"instances/WaitsForEvent/{id}");
        await _host.PostAsync($"instances/{id}/events/{name}/1");
        Text(await EndAsync(id), "output").ShouldBe("0");
    }

    [Fact]
    public async Task A_hundred_events_in_a_burst_each_reach_a_generation_of_their_own()
    {
        await _host.PostAsync("instances/Generations/generations");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _host.PostAsync("instances/generations/events/Next/25")));
        var end = await EndAsync("generations");
        (Text(end, "status"), Text(end, "output")).ShouldBe(("Completed", "100"));
    }

    [Fact]
    public async Task Of_two_starts_of_one_id_at_once_one_runs_and_the_other_is_refused()
    {
        var starts = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => _host.PostAsync("instances/WaitsForEvent/twice")));
        starts.Select(start => start.Status).ShouldBe([HttpStatusCode.Accepted, HttpStatusCode.Conflict], ignoreOrder: true);
        await _host.PostAsync("instances/twice/events/Approved/1");
        Text(await EndAsync("twice"), "status").ShouldBe("Completed");
    }

    [Fact]
    public async Task An_instance_that_runs_is_not_purged_whoever_asks_for_it()
    {
        await _host.PostAsync("instances/Lingers/purged");
        await _host.WaitForNoteAsync("linger purged");
        (await _host.SendAsync(HttpMethod.Delete, "instances/purged")).Status.ShouldBe(HttpStatusCode.Conflict);
        var path = $"/runtime/webhooks/durabletask/instances/purged?code={await KeyAsync()}";
        (await _host.SendAsync(HttpMethod.Delete, path)).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        Text(await EndAsync("purged"), "status").ShouldBe("Completed");

        (await _host.SendAsync(HttpMethod.Delete, "instances/purged")).Body.ShouldBe("1");
        (await _host.GetAsync("instances/purged")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_trace_of_who_starts_an_orchestration_is_carried_on_to_its_activities()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "instances/Traced/traced");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        using var response = await _host.Http.SendAsync(request, Cancellation);
        Text(await EndAsync("traced"), "output").ShouldStartWith("\"00-0af7651916cd43dd8448eb211c80319c-");
    }

    [Fact]
    public async Task The_management_api_answers_to_its_key_and_to_nothing_else()
    {
        await _host.PostAsync("chains/managed");
        const string Managed = "/runtime/webhooks/durabletask/instances/managed";
        (await _host.GetAsync(Managed)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await _host.GetAsync($"{Managed}?code=wrong")).Status.ShouldBe(HttpStatusCode.Unauthorized);

        var key = await KeyAsync();
        var (status, body) = await _host.GetAsync($"{Managed}?code={key}");
        status.ShouldBe(HttpStatusCode.OK);
        JsonDocument.Parse(body).RootElement.GetProperty("output").GetString().ShouldBe("managed+++++");
        var list = await _host.GetAsync($"/runtime/webhooks/durabletask/instances?code={key}&instanceIdPrefix=managed");
        list.Body.ShouldContain("\"managed\"");
    }

    private async Task<string?> KeyAsync()
    {
        var keys = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_host.DataDirectory, "keys.json"), Cancellation));
        return keys.RootElement.GetProperty("durabletask_extension").GetString();
    }

    private async Task<JsonElement> EndAsync(string id) =>
        JsonDocument.Parse((await _host.GetAsync($"instances/{id}/end")).Body).RootElement;

    private static string Text(JsonElement end, string name) => end.GetProperty(name).GetString() ?? string.Empty;
}
