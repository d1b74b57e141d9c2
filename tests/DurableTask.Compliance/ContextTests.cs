using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Integration.Compliance;

public sealed class ContextTests : ComplianceTest
{
    [Fact]
    public async Task New_ids_differ_and_are_the_same_on_every_replay()
    {
        var seen = new ConcurrentQueue<Guid>();
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Ids", async context =>
            {
                var ids = new List<Guid> { context.NewGuid(), context.NewGuid() };
                seen.Enqueue(ids[0]);
                await context.CallActivityAsync("Nothing");
                ids.Add(context.NewGuid());
                await context.CallActivityAsync("Nothing");
                ids.Add(context.NewGuid());
                return ids;
            })
            .AddActivityFunc("Nothing", _ => { }));

        var first = (await RunAsync("Ids")).ReadOutputAs<List<Guid>>().ShouldNotBeNull();
        var second = (await RunAsync("Ids")).ReadOutputAs<List<Guid>>().ShouldNotBeNull();

        first.Concat(second).ShouldBeUnique();
        first.ShouldAllBe(id => id.Version == 5);
        seen.Distinct().ShouldBe([first[0], second[0]]);
    }

    [Fact]
    public async Task An_id_is_made_of_the_instance_the_time_and_a_count()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Id", context => new IdAtTime(context.NewGuid(), context.CurrentUtcDateTime)));

        var made = (await RunAsync("Id", id: "maker")).ReadOutputAs<IdAtTime>().ShouldNotBeNull();

        made.Id.ShouldBe(Version5Of($"maker_{made.At:o}_0"));
    }

    [Fact]
    public async Task Time_stands_still_in_a_turn_and_goes_on_between_turns()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Clock", async context =>
            {
                var times = new List<DateTime> { context.CurrentUtcDateTime };
                times.Add(context.CurrentUtcDateTime);
                await context.CallActivityAsync("Slow");
                times.Add(context.CurrentUtcDateTime);
                return times;
            })
            .AddActivityFunc("Slow", _ => Task.Delay(20)));

        var times = (await RunAsync("Clock")).ReadOutputAs<List<DateTime>>().ShouldNotBeNull();

        times[1].ShouldBe(times[0]);
        times[2].ShouldBeGreaterThan(times[1]);
        times.ShouldAllBe(time => time.Kind == DateTimeKind.Utc);
    }

    [Fact]
    public async Task What_happens_for_the_first_time_is_not_a_replay()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Replaying", async context =>
            {
                await context.CallActivityAsync("Nothing");
                return context.IsReplaying;
            })
            .AddActivityFunc("Nothing", _ => { }));

        (await RunAsync("Replaying")).ReadOutputAs<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task The_input_is_at_hand_in_the_context_as_well()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<int, int>("Number", (context, _) => context.GetInput<int>())
            .AddOrchestratorFunc<string?, bool>("Text", (context, _) => context.GetInput<string>() is null));

        (await RunAsync("Number", 7)).ReadOutputAs<int>().ShouldBe(7);
        (await RunAsync("Text")).ReadOutputAs<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task The_name_is_the_one_that_was_called()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Name", context => context.Name.Name));

        (await RunAsync("Name")).ReadOutputAs<string>().ShouldBe("Name");
    }

    [Fact]
    public async Task A_replay_safe_logger_writes_each_line_once()
    {
        using var lines = new LogLines();
        await StartAsync(
            tasks => tasks
                .AddOrchestratorFunc("Log", async context =>
                {
                    var logger = context.CreateReplaySafeLogger("Orchestrator");
                    Note(logger, "one");
                    await context.CallActivityAsync("Nothing");
                    Note(logger, "two");
                    await context.CallActivityAsync("Nothing");
                    Note(context.ReplaySafeLoggerFactory.CreateLogger("Orchestrator"), "three");
                })
                .AddActivityFunc("Nothing", _ => { }),
            services => services.AddLogging(logging => logging.AddProvider(lines).AddFilter<LogLines>(null, LogLevel.Information)));

        await RunAsync("Log");

        lines.Of("Orchestrator").ShouldBe(["one", "two", "three"]);
    }

    [Fact]
    public async Task Awaiting_something_that_is_done_already_goes_on_in_the_same_turn()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Twice", async context =>
            {
                var call = context.CallActivityAsync<int>("One");
                var sum = await call + await call;
                await Task.CompletedTask;
                return sum;
            })
            .AddActivityFunc("One", _ => 1));

        (await RunAsync("Twice")).ReadOutputAs<int>().ShouldBe(2);
    }

    private static void Note(ILogger logger, string line) =>
        logger.Log(LogLevel.Information, default, line, null, (text, _) => text);

    private static Guid Version5Of(string name)
    {
        var space = new Guid("9e952958-5e33-4daf-827f-2fa12937b875").ToByteArray(bigEndian: true);
#pragma warning disable CA5350 // An id, not a secret.
        var hash = System.Security.Cryptography.SHA1.HashData([.. space, .. System.Text.Encoding.UTF8.GetBytes(name)])[..16];
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }

    private sealed record IdAtTime(Guid Id, DateTime At);
}
