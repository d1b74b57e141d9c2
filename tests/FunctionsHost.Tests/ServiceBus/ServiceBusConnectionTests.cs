using Azure.Core;
using Azure.Identity;
using Integration.Local.FunctionsHost.Apps;
using Integration.Local.FunctionsHost.ServiceBus;
using Microsoft.Extensions.Configuration;

namespace Integration.Local.FunctionsHost.Tests.ServiceBus;

public sealed class ServiceBusConnectionTests
{
    private const string One = "Endpoint=sb://one.example/;SharedAccessKeyName=k;SharedAccessKey=s";
    private const string Two = "Endpoint=sb://two.example/;SharedAccessKeyName=k;SharedAccessKey=s";

    [Fact]
    public void The_default_setting_has_the_prefix_or_not()
    {
        Read(null, ("AzureWebJobsServiceBus", One), ("ServiceBus", Two)).ConnectionString.ShouldBe(One);
        Read("", ("ServiceBus", Two)).ConnectionString.ShouldBe(Two);
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
            .ShouldBe(new ServiceBusConnection(null, "one.example", new ServiceBusIdentity(null, null, "me", null)));
    }

    [Fact]
    public void An_identity_is_of_the_kind_that_its_keys_say()
    {
        CredentialOf().ShouldBeOfType<DefaultAzureCredential>();
        CredentialOf(("credential", "managedIdentity")).ShouldBeOfType<ManagedIdentityCredential>();
        CredentialOf(("credential", "managedidentity"), ("clientId", "me")).ShouldBeOfType<ManagedIdentityCredential>();
        CredentialOf(("tenantId", "here"), ("clientId", "me"), ("clientSecret", "psst")).ShouldBeOfType<ClientSecretCredential>();
    }

    [Theory]
    [InlineData("Bus", "Bus:credential", "password", "the setting 'Bus:credential' is 'password'. Set it to managedidentity or workloadidentity, or remove it.")]
    [InlineData("Bus", "Bus", "Endpoint=sb://one.example;secret", "the setting 'Bus' is no connection string: ")]
    [InlineData("Bus", "Bus", "SharedAccessKeyName=k;SharedAccessKey=secret", "the setting 'Bus' is no connection string: it has no Endpoint.")]
    [InlineData("Other", "Bus", "", "the setting 'Other' is missing. Set it to a connection string, or 'Other:fullyQualifiedNamespace' to a namespace.")]
    [InlineData(null, "Bus", "", "the setting 'AzureWebJobsServiceBus' is missing. ")]
    [InlineData(One, "Bus", "", "its connection is a connection string. Name the setting that holds it instead, so that no key is in the code.")]
    public void What_cannot_be_used_is_told_in_one_line_without_a_key(string? name, string setting, string value, string said)
    {
        var mistake = Should.Throw<FunctionMistakeException>(
            () => Read(name, (setting, value), ("Bus:fullyQualifiedNamespace", "one.example")));
        mistake.Message.ShouldStartWith($"Function 'Take': {said}");
        mistake.Message.ShouldNotContain("secret");
        mistake.Message.ShouldNotContain("\n");
    }

    private static TokenCredential CredentialOf(params (string Key, string Value)[] keys)
    {
        var settings = keys.Select(key => ($"Bus:{key.Key}", key.Value)).Prepend(("Bus:fullyQualifiedNamespace", "one.example"));
        return Read("Bus", [.. settings]).Identity!.Credential();
    }

    private static ServiceBusConnection Read(string? name, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        return ServiceBusConnection.Read(configuration, "Take", name);
    }
}
