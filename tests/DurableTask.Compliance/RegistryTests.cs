using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Compliance;

public sealed class RegistryTests : ComplianceTest
{
    [Fact]
    public async Task Classes_are_registered_under_their_names()
    {
        await StartAsync(
            tasks => tasks.AddOrchestrator<Greeting>().AddActivity<MakeGreeting>(),
            services => services.AddSingleton(new Phrase("Hello")));

        (await RunAsync(nameof(Greeting), "Ana")).ReadOutputAs<string>().ShouldBe("Hello, Ana");
    }

    [Fact]
    public async Task An_attribute_names_a_class()
    {
        await StartAsync(tasks => tasks.AddOrchestrator<Renamed>());

        (await RunAsync("another name")).ReadOutputAs<string>().ShouldBe("another name");
    }

    [Fact]
    public async Task A_name_given_at_registration_wins()
    {
        await StartAsync(
            tasks => tasks.AddOrchestrator<Renamed>("Outer").AddOrchestrator<Greeting>("Greet").AddActivity<MakeGreeting>(nameof(MakeGreeting)),
            services => services.AddSingleton(new Phrase("Good day")));

        (await RunAsync("Outer")).ReadOutputAs<string>().ShouldBe("Outer");
        (await RunAsync("Greet", "Ben")).ReadOutputAs<string>().ShouldBe("Good day, Ben");
    }

    [Fact]
    public async Task Instances_can_be_registered()
    {
        await StartAsync(tasks => tasks.AddOrchestrator(new Greeting()).AddActivity(new MakeGreeting(new Phrase("Salut"))));

        (await RunAsync(nameof(Greeting), "Chloé")).ReadOutputAs<string>().ShouldBe("Salut, Chloé");
    }

    [Fact]
    public async Task Factories_can_be_registered()
    {
        await StartAsync(
            tasks => tasks
                .AddOrchestrator("Greet", () => new Greeting())
                .AddActivity(nameof(MakeGreeting), services => new MakeGreeting(services.GetRequiredService<Phrase>())),
            services => services.AddSingleton(new Phrase("Hi")));

        (await RunAsync("Greet", "Dan")).ReadOutputAs<string>().ShouldBe("Hi, Dan");
    }

    [Fact]
    public async Task An_activity_gets_the_services_of_a_scope_of_its_own()
    {
        await StartAsync(
            tasks => tasks
                .AddOrchestratorFunc("Count", async context => new[]
                {
                    await context.CallActivityAsync<int>(nameof(CountUses)), await context.CallActivityAsync<int>(nameof(CountUses)),
                })
                .AddActivity<CountUses>(),
            services => services.AddScoped<Uses>());

        (await RunAsync("Count")).ReadOutputAs<int[]>().ShouldBe([1, 1]);
    }

    [Fact]
    public async Task A_service_that_is_not_there_fails_the_activity()
    {
        await StartAsync(tasks => tasks.AddOrchestrator<Greeting>().AddActivity<MakeGreeting>());

        var failure = (await RunAsync(nameof(Greeting), "Ana")).FailureDetails.ShouldNotBeNull().InnerFailure.ShouldNotBeNull();

        failure.ErrorType.ShouldBe("System.InvalidOperationException");
        failure.ErrorMessage.ShouldContain(nameof(Phrase));
    }

    [Fact]
    public async Task Functions_are_registered_in_all_their_forms()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<int, int>("All", async (context, n) =>
                await context.CallActivityAsync<int>("InOut", n)
                + await context.CallActivityAsync<int>("InOutLater", n)
                + await context.CallActivityAsync<int>("Out")
                + await context.CallActivityAsync<int>("OutLater")
                + await context.CallActivityAsync<int>("In", n)
                + await context.CallActivityAsync<int>("InLater", n))
            .AddActivityFunc<int, int>("InOut", (_, n) => n)
            .AddActivityFunc<int, int>("InOutLater", (_, n) => Task.FromResult(10 * n))
            .AddActivityFunc("Out", _ => 100)
            .AddActivityFunc("OutLater", _ => Task.FromResult(1000))
            .AddActivityFunc<int>("In", (_, _) => { })
            .AddActivityFunc<int>("InLater", (_, _) => Task.CompletedTask));

        (await RunAsync("All", 1)).ReadOutputAs<int>().ShouldBe(1111);
    }

    [Fact]
    public void A_name_is_taken_once()
    {
        var registry = new DurableTaskRegistry().AddActivityFunc("One", _ => { }).AddOrchestratorFunc("One", _ => Task.CompletedTask);

        Should.Throw<ArgumentException>(() => registry.AddActivityFunc("ONE", _ => { }));
        Should.Throw<ArgumentException>(() => registry.AddOrchestratorFunc("one", _ => Task.CompletedTask));
    }

    [Fact]
    public void A_task_needs_a_name()
    {
        Should.Throw<ArgumentException>(() => new DurableTaskRegistry().AddActivityFunc(default, _ => { }));
        Should.Throw<ArgumentException>(() => new DurableTaskRegistry().AddOrchestratorFunc(string.Empty, _ => Task.CompletedTask));
    }

    [Fact]
    public void Only_what_is_a_task_can_be_registered()
    {
        Should.Throw<ArgumentException>(() => new DurableTaskRegistry().AddActivity(typeof(Phrase)));
        Should.Throw<ArgumentException>(() => new DurableTaskRegistry().AddOrchestrator(typeof(MakeGreeting)));
    }

    [Fact]
    public async Task The_version_decides_which_of_two_registrations_runs()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<object?, string>("Versioned", new TaskVersion("1"), (_, _) => Task.FromResult("first"))
            .AddOrchestratorFunc<object?, string>("Versioned", new TaskVersion("2"), (_, _) => Task.FromResult("second")));

        async Task<OrchestrationMetadata> Run(string? version) => await EndOf(await Client.ScheduleNewOrchestrationInstanceAsync(
            "Versioned", new StartOrchestrationOptions { Version = version is null ? null : new TaskVersion(version) }, Cancellation));

        (await Run("1")).ReadOutputAs<string>().ShouldBe("first");
        (await Run("2")).ReadOutputAs<string>().ShouldBe("second");
        (await Run("3")).FailureDetails.ShouldNotBeNull().ErrorType.ShouldBe("OrchestratorTaskNotFound");
    }

    public sealed record Phrase(string Text);

    public sealed class Greeting : TaskOrchestrator<string, string>
    {
        public override Task<string> RunAsync(TaskOrchestrationContext context, string input) =>
            context.CallActivityAsync<string>(nameof(MakeGreeting), input);
    }

    [DurableTask("another name")]
    public sealed class Renamed : TaskOrchestrator<object?, string>
    {
        public override Task<string> RunAsync(TaskOrchestrationContext context, object? input) => Task.FromResult(context.Name.Name);
    }

    public sealed class MakeGreeting(Phrase phrase) : TaskActivity<string, string>
    {
        public override Task<string> RunAsync(TaskActivityContext context, string input) => Task.FromResult($"{phrase.Text}, {input}");
    }

    public sealed class CountUses(Uses uses) : TaskActivity<object?, int>
    {
        public override Task<int> RunAsync(TaskActivityContext context, object? input) => Task.FromResult(++uses.Count);
    }

    public sealed class Uses
    {
        public int Count { get; set; }
    }
}
