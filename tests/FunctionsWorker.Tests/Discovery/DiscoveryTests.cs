using Microsoft.Azure.Functions.Worker.Builder;

namespace Integration.Local.FunctionsWorker.Tests.Discovery;

public sealed class DiscoveryTests
{
    [Theory]
    [InlineData(typeof(MistakenFunctions.SameName), "'twice'", "the name is taken by", "SameName.First")]
    [InlineData(typeof(MistakenFunctions.SameRoute), "'New'", "the route 'POST /API/THINGS/{}' is taken by function 'Old'")]
    [InlineData(typeof(MistakenFunctions.NoTrigger), "'Untriggered'", "no parameter has a trigger", "[HttpTrigger]")]
    [InlineData(typeof(MistakenFunctions.BadRoute), "'Broken'", "the route 'a/{b' cannot be read")]
    [InlineData(typeof(MistakenFunctions.BadRoute), "'Constrained'", "the constraint 'prime', which does not exist")]
    [InlineData(typeof(MistakenFunctions.BadParameters), "'Unknown'", "parameter 'ids'", "nothing provides a String here")]
    [InlineData(typeof(MistakenFunctions.BadParameters), "'Typed'", "parameter 'id'", "a route value cannot be a Stream")]
    [InlineData(typeof(MistakenFunctions.BadParameters), "'Wrapped'", "parameter 'request'", "[HttpTrigger] marks an HttpRequest")]
    [InlineData(typeof(MistakenFunctions.BadParameters), "'Client'", "parameter 'client'", "[DurableClient] fills a DurableTaskClient")]
    [InlineData(typeof(MistakenFunctions.BadResult), "'Number'", "it returns Int32")]
    [InlineData(typeof(MistakenFunctions.Forgotten), "'Hidden'", "not public")]
    [InlineData(typeof(MistakenFunctions.Forgotten), "'Unawaited'", "async void", "Return Task")]
    [InlineData(typeof(MistakenFunctions.Forgotten), "'Retried'", "FixedDelayRetryAttribute has no meaning for httpTrigger")]
    [InlineData(typeof(MistakenFunctions.Foreign), "'Blob'", "BlobTriggerAttribute is not supported", "HttpTriggerAttribute")]
    [InlineData(
        typeof(MistakenFunctions.BadDurables), "'Stringly'", "parameter 'context'",
        "[OrchestrationTrigger] marks a TaskOrchestrationContext")]
    [InlineData(typeof(MistakenFunctions.BadDurables), "'Impure'", "parameter 'client'", "Call the client in an activity")]
    [InlineData(typeof(MistakenFunctions.BadDurables), "'Extra'", "takes TaskOrchestrationContext, FunctionContext, CancellationToken.")]
    [InlineData(typeof(MistakenFunctions.BadDurables), "'Inputless'", "parameter 'context'", "a FunctionContext is none")]
    [InlineData(typeof(MistakenFunctions.BadDurables), "'Second'", "parameter 'second'", "nothing provides a Int32 here")]
    [InlineData(typeof(MistakenFunctions.BadDurables), "'OpenAgain'", "the activity 'OPEN' is already function 'Open'")]
    [InlineData(typeof(MistakenFunctions.BadDurables), "'RunAgain'", "the orchestration 'run' is already function 'Run'")]
    [InlineData(typeof(MistakenFunctions.BadTimers), "'Garbled'", "the schedule 'every day' is neither a cron expression of six fields")]
    [InlineData(typeof(MistakenFunctions.BadTimers), "'Unset'", "the schedule '%Nightly%' needs the setting 'Nightly'", "Set it.")]
    [InlineData(typeof(MistakenFunctions.BadTimers), "'Never'", "the schedule '0 0 0 30 2 *' never comes")]
    [InlineData(typeof(MistakenFunctions.BadTimers), "'Texted'", "parameter 'timer'", "[TimerTrigger] marks a TimerInfo")]
    [InlineData(typeof(MistakenFunctions.BadTimers), "'Restless'", "its retry count is -2")]
    [InlineData(typeof(MistakenFunctions.BadTimers), "'Restless'", "the pause 'soon' between its retries is no time")]
    [InlineData(typeof(MistakenFunctions.NeedsService), "'Needy'", "IFormatProvider", "Register it")]
    public void A_mistake_stops_the_start_with_function_parameter_and_fix(Type functions, params string[] said)
    {
        var problems = ProblemsOf([], functions);
        problems.ShouldContain(problem => said.All(part => problem.Contains(part, StringComparison.Ordinal)), string.Join('\n', problems));
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var problems = ProblemsOf(
            ["--Local:HttpPort=high", "--Local:Address=home"], typeof(MistakenFunctions.BadResult), typeof(MistakenFunctions.NoTrigger));
        problems.Count.ShouldBe(4, string.Join('\n', problems));
    }

    [Fact]
    public void Http_functions_need_the_web_application()
    {
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.FunctionTypes = [typeof(Middleware.GuardedFunctions)];
        Should.Throw<HostStartException>(builder.Build).Message.ShouldContain("ConfigureFunctionsWebApplication()");
    }

    [Fact]
    public void An_assembly_that_is_not_there_is_named()
    {
        var builder = FunctionsApplication.CreateBuilder(["--Local:FunctionsAssembly=Nowhere.Functions"]);
        Should.Throw<HostStartException>(builder.Build).Message.ShouldContain("there is no assembly 'Nowhere.Functions'");
    }

    private static IReadOnlyList<string> ProblemsOf(string[] settings, params Type[] functions) =>
        Should.Throw<HostStartException>(() => TestHost.Build(_ => { }, settings, new RecordedLogs(), functions)).Problems;
}
