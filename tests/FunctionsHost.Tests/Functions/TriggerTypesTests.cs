using Integration.Local.FunctionsHost.Apps;
using Integration.Local.FunctionsHost.Protocol;
using Integration.Local.FunctionsHost.Starting;
using Integration.Local.FunctionsHost.Triggers;

namespace Integration.Local.FunctionsHost.Tests.Functions;

public sealed class TriggerTypesTests
{
    [Fact]
    public void A_trigger_that_this_host_does_not_have_stops_the_start_and_is_told_with_those_that_it_has()
    {
        var problems = new StartProblems();
        TriggerTypes.Check([Function("blobTrigger"), Function("HTTPTrigger")], ["httpTrigger", "timerTrigger"], problems);
        problems.All.ShouldBe(
            ["Function 'Some': this host has no trigger 'blobTrigger'. It has httpTrigger, timerTrigger. "
                + "To host the other functions, set 'AzureWebJobs.Some.Disabled' to true."]);
    }

    [Theory]
    [InlineData("""{ "name": "x", "type": "http", "direction": "Out" }""", "it has 0 triggers. A function has one.")]
    [InlineData("""{ "name": "x" }""", "one of its bindings can't be read.")]
    public void A_function_that_cannot_be_read_is_told(string binding, string told)
    {
        var metadata = new RpcFunctionMetadata { Name = "Some", FunctionId = "1" };
        metadata.RawBindings.Add(binding);
        Should.Throw<FunctionMistakeException>(() => FunctionIndex.Read(metadata)).Message.ShouldContain(told);
    }

    private static HostedFunction Function(string trigger)
    {
        var metadata = new RpcFunctionMetadata { Name = "Some", FunctionId = "1" };
        metadata.RawBindings.Add($$"""{ "name": "x", "type": "{{trigger}}", "direction": "In" }""");
        return FunctionIndex.Read(metadata);
    }
}
