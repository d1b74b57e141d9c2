using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Integration.Workflows.Applications;
using Integration.Workflows.Exchange;
using Integration.Workflows.Identity;
using Integration.Workflows.Tests.Eligibility;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Workflows.Tests.Applications;

/// <summary>What the shipped services take as credentials, and what of it reaches the identity check.</summary>
public sealed class CredentialFieldsTests(ShippedCatalogue shipped) : IClassFixture<ShippedCatalogue>
{
    private const string Recorded = """
        [{ "provider": "serviceontario-centre", "assurance": "two-documents", "evidence": [
            { "type": "birth-certificate", "issuer": "ca-on", "issuedOn": "1994-06-01", "confirmedWithIssuer": true, "statusRequested": true },
            { "type": "passport", "issuer": "ca", "issuedOn": "2021-06-01", "expiresOn": "2031-06-01", "verification": "biological",
              "examiner": "e-17" } ] }]
        """;

    private static readonly DateTimeOffset Now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    private readonly ApplicationValidator _validator = new(shipped.Catalogue, new FakeTimeProvider(Now));

    public static TheoryData<string> Services => ["newborn", "retirement-income", "youth-employment"];

    [Theory]
    [MemberData(nameof(Services))]
    public void Evidence_that_a_centre_recorded_is_taken_beside_the_sign_in_and_reaches_the_identity_check(string service)
    {
        var application = Check(service, Recorded).ShouldBeOfType<ApplicationCheck.Accepted>().Application;
        var known = shipped.Catalogue.FindService(service).ShouldNotBeNull();
        var task = known.Plan.Single(stage => stage.Step == "identity").Tasks.Single();

        var sent = Minimiser.Cut(application, task.Categories.SelectMany(category => known.Categories[category]));

        var result = new IdentityAssessor(shipped.Catalogue).Assess(sent, 3, new(2026, 1, 15));
        result.Outcome.ShouldBe(IdentityOutcome.Verified);
        result.Provider.ShouldBe("serviceontario-centre");
        sent.GetProperty("applicant").EnumerateObject().Select(member => member.Name).ShouldBe(["credential", "credentials"]);
    }

    [Theory]
    [InlineData("evidence/0/documentNumber", "\"AB123\"", "unknown-property")]
    [InlineData("evidence/0/issuer", null, "required")]
    [InlineData("evidence/0/issuedOn", "\"2026-01-17\"", "format")]
    [InlineData("evidence/1/verification", "\"a-good-feeling\"", "not-in-list")]
    [InlineData("guardianEvidence", "{}", "type")]
    [InlineData("provider", null, "required")]
    public void Evidence_that_breaks_the_schema_is_named(string at, string? json, string code)
    {
        var credentials = JsonNode.Parse(Recorded)!;
        var steps = at.Split('/');
        var parent = steps[..^1].Aggregate(credentials[0]!, (node, step) => int.TryParse(step, out var index) ? node[index]! : node[step]!);
        parent.AsObject().Remove(steps[^1]);
        if (json is not null)
        {
            parent[steps[^1]] = JsonNode.Parse(json);
        }

        Check("newborn", credentials.ToJsonString()).ShouldBeOfType<ApplicationCheck.Invalid>().Errors.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                error => error.Pointer.ShouldBe("/applicant/credentials/0/" + at),
                error => error.Code.ShouldBe(code));
    }

    private ApplicationCheck Check(string service, string credentials)
    {
        var sample = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", service + ".json")))!;
        sample["applicant"]!["credentials"] = JsonNode.Parse(credentials);
        return _validator.Check(service, Encoding.UTF8.GetBytes(sample.ToJsonString(JsonSerializerOptions.Default)));
    }
}
