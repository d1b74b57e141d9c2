using System.Text.Json;

namespace Integration.Conformance.Tests.Deployment;

/// <summary>What <c>dotnet publish functions</c> makes is a folder that Azure and <c>func start</c> take.</summary>
public sealed class PublishTests(PublishedApp app) : IClassFixture<PublishedApp>
{
    private const string App = "Integration.Functions.dll";

    [Fact]
    public void The_host_learns_how_to_start_the_worker()
    {
        var worker = Json("worker.config.json").GetProperty("description");

        worker.GetProperty("language").GetString().ShouldBe("dotnet-isolated");
        worker.GetProperty("defaultExecutablePath").GetString().ShouldBe("dotnet");
        worker.GetProperty("defaultWorkerPath").GetString().ShouldBe(App);
        new[] { App, "Integration.Functions.deps.json", "Integration.Functions.runtimeconfig.json" }.ShouldAllBe(file => Exists(file));
    }

    [Fact]
    public void The_host_learns_which_functions_there_are()
    {
        var functions = Json("functions.metadata").EnumerateArray().ToList();

        functions.ShouldAllBe(function => function.GetProperty("scriptFile").GetString() == App);
        functions.SelectMany(function => function.GetProperty("bindings").EnumerateArray())
            .Select(binding => binding.GetProperty("type").GetString()).Distinct().ShouldBe(
                ["httpTrigger", "serviceBusTrigger", "timerTrigger", "orchestrationTrigger", "activityTrigger", "durableClient", "http"],
                ignoreOrder: true);
    }

    [Fact]
    public void The_host_learns_which_extensions_to_load_and_finds_them()
    {
        var extensions = Json("extensions.json").GetProperty("extensions").EnumerateArray().ToList();

        extensions.Select(extension => extension.GetProperty("name").GetString()).ShouldContain("DurableTask");
        extensions.Select(extension => extension.GetProperty("hintPath").GetString()!)
            .ShouldAllBe(path => path.StartsWith("./.azurefunctions/") && Exists(path));
        Exists(".azurefunctions/function.deps.json").ShouldBeTrue();
    }

    [Fact]
    public void The_settings_of_the_host_are_those_of_the_repository_and_no_local_settings_leave_it()
    {
        File.ReadAllText(app.Path("host.json")).ShouldBe(File.ReadAllText(Path.Combine(Repository.Root, "host.json")));
        Exists("local.settings.json").ShouldBeFalse();
        Exists("local.settings.sample.json").ShouldBeFalse();
    }

    [Fact]
    public void Every_pack_of_the_catalogue_comes_along()
    {
        var packs = Repository.Files(Path.Combine("workflows", "Catalogue", "packs"), "*.json").ToList();

        packs.ShouldNotBeEmpty();
        packs.Select(pack => Path.GetRelativePath("workflows", pack)).ShouldAllBe(pack => Exists(pack));
    }

    private JsonElement Json(string file) => JsonElement.Parse(File.ReadAllText(app.Path(file)));

    private bool Exists(string file) => File.Exists(app.Path(file));
}
