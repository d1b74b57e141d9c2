using System.Reflection;
using Integration.Functions.Cases;
using Integration.Functions.Security;
using Microsoft.Azure.Functions.Worker;

namespace Integration.Functions.Tests.Security;

public sealed class AccessRuleTests
{
    public static TheoryData<string> HttpFunctions() => [.. Methods().Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(HttpFunctions))]
    public void Every_HTTP_function_declares_who_may_call_it(string function)
    {
        var rule = AccessRule.Of(function);

        (rule.IsOpen ^ rule.Roles.Count > 0).ShouldBeTrue($"{function} needs [AllowedRoles(…)] or [OpenToAnyone], one of the two.");
    }

    [Fact]
    public void Only_estimates_health_readiness_and_the_catalogue_are_open() =>
        Methods().Keys.Where(function => AccessRule.Of(function).IsOpen).Select(function => function.Split('.')[^1])
            .ShouldBe(
                [
                    "EstimateService", "GetHealth", "GetReady",
                    "GetCatalogue", "GetCatalogueList", "GetCatalogueItem", "GetApplicationSchema",
                    "GetHsds", "GetHsdsTable", "GetHsdsRecord",
                ],
                ignoreOrder: true);

    [Fact]
    public void The_audit_of_a_case_is_for_its_agency_and_for_operators() =>
        AccessRule.Of(typeof(CaseAuditReading).FullName + ".GetCaseAudit").Roles.ShouldBe([Role.Agency, Role.Operator]);

    [Theory]
    [InlineData("")]
    [InlineData("NoSuchFunction")]
    [InlineData("Integration.Functions.Cases.CaseReading.NoSuchMethod")]
    [InlineData("Integration.Functions.Cases.CaseReading.ToString")]
    public void What_declares_nothing_can_be_called_by_nobody(string function)
    {
        AccessRule.Of(function).IsOpen.ShouldBeFalse();
        AccessRule.Of(function).Roles.ShouldBeEmpty();
    }

    private static Dictionary<string, MethodInfo> Methods() => typeof(AccessRule).Assembly.GetTypes().SelectMany(type => type.GetMethods())
        .Where(method => method.GetParameters().Any(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>() is not null))
        .ToDictionary(method => $"{method.DeclaringType!.FullName}.{method.Name}");
}
