namespace Integration.Conformance.Tests.Architecture;

/// <summary>The app is an ordinary one: nothing of it knows on which host it runs.</summary>
public sealed class AppBoundaryTests
{
    private const string App = "functions/Integration.Functions.csproj";
    private const string Workflows = "workflows/Integration.Workflows.csproj";
    private const string StandIn = "infra/local/ServiceBusExtension/ServiceBusExtension.csproj";
    private const string Scheduler = "Microsoft.Azure.Functions.Worker.Extensions.DurableTask.AzureManaged";
    private const string Official = "Microsoft.Azure.Functions.Worker.Extensions.ServiceBus";

    [Theory]
    [InlineData("#if")]
    [InlineData("Integration.Local")]
    [InlineData("FunctionsHost")]
    public void No_code_of_functions_or_workflows_knows_its_host(string word)
    {
        var files = new[] { "functions", "workflows" }.SelectMany(folder => Repository.Files(folder, "*.cs")).ToList();

        files.ShouldNotBeEmpty();
        (from file in files
         from line in Repository.Lines(file).Index()
         where line.Item.Contains(word, StringComparison.Ordinal)
         select $"{file}:{line.Index + 1}: {line.Item.Trim()}").ShouldBeEmpty();
    }

    [Fact]
    public async Task Workflows_refer_to_no_other_project() => (await ProjectReferences.OfAsync(Workflows)).Projects.ShouldBeEmpty();

    [Fact]
    public async Task The_stand_in_for_the_Service_Bus_extension_is_all_that_functions_take_from_the_local_runtime()
    {
        var references = await ProjectReferences.OfAsync(App);

        references.Projects.ShouldBe([Workflows, StandIn], ignoreOrder: true);
        references.Packages.ShouldNotContain(Official);
    }

    [Fact]
    public async Task Where_the_Service_Bus_extension_can_be_restored_one_property_puts_it_in_place_of_the_stand_in()
    {
        var references = await ProjectReferences.OfAsync(App, "ServiceBusExtension=Package");

        references.Projects.ShouldBe([Workflows]);
        references.Packages.ShouldContain(Official);
    }

    [Fact]
    public async Task One_property_adds_the_provider_of_the_Durable_Task_Scheduler()
    {
        (await ProjectReferences.OfAsync(App)).Packages.ShouldNotContain(Scheduler);
        (await ProjectReferences.OfAsync(App, "DurableTaskScheduler=true")).Packages.ShouldContain(Scheduler);
    }
}
