using System.Reflection;
using Integration.Local.FunctionsWorker.Discovery;
using Integration.Local.FunctionsWorker.Hosting;
using Integration.Local.FunctionsWorker.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Integration.Local.FunctionsWorker.Tests.ServiceBus;

public sealed class ServiceBusConnectionTests
{
    private const string One = "Endpoint=sb://one.example/;SharedAccessKeyName=k;SharedAccessKey=s";
    private const string Two = "Endpoint=sb://two.example/;SharedAccessKeyName=k;SharedAccessKey=s";

    [Fact]
    public void The_default_setting_has_the_prefix_or_not()
    {
        Read(null, ("AzureWebJobsServiceBus", One), ("ServiceBus", Two)).ConnectionString.ShouldBe(One);
        Read(null, ("ServiceBus", Two)).ConnectionString.ShouldBe(Two);
    }

    [Fact]
    public void A_named_setting_is_looked_up_with_the_prefix_first_and_among_connection_strings_too()
    {
        Read("Bus", ("AzureWebJobsBus", One), ("Bus", Two)).ConnectionString.ShouldBe(One);
        Read("Bus", ("ConnectionStrings:Bus", One), ("Bus", Two)).ConnectionString.ShouldBe(One);
        Read("Bus", ("Bus", Two)).ConnectionString.ShouldBe(Two);
    }

    [Fact]
    public void A_namespace_is_reached_by_identity()
    {
        Read("Bus", ("Bus:fullyQualifiedNamespace", "one.example"), ("Bus:clientId", "me"))
            .ShouldBe(new ServiceBusConnection(null, "one.example", "me"));
    }

    [Fact]
    public void A_connection_string_that_has_an_unreadable_part_is_told_without_its_key()
    {
        var problems = new StartProblems();
        Read("Bus", problems, ("Bus", "Endpoint=sb://one.example;secret")).ShouldBeNull();
        problems.All.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            problem => problem.ShouldContain("the setting 'Bus' is no connection string"),
            problem => problem.ShouldNotContain("secret"));
    }

    private static ServiceBusConnection Read(string? name, params (string Key, string Value)[] settings) =>
        Read(name, new StartProblems(), settings).ShouldNotBeNull();

    private static ServiceBusConnection? Read(string? name, StartProblems problems, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        var method = typeof(MessageFunctions.ReadNews).GetMethod(nameof(MessageFunctions.ReadNews.Run))!;
        var parameter = method.GetParameters()[0];
        var function = new FunctionMethod("ReadNews", method, parameter, parameter.GetCustomAttribute<ServiceBusTriggerAttribute>()!);
        return ServiceBusConnection.Read(configuration, function, name, problems);
    }
}
