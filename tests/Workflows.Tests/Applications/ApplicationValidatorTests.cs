using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Integration.Workflows.Applications;
using Integration.Workflows.Tests.Eligibility;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Workflows.Tests.Applications;

public sealed class ApplicationValidatorTests(ShippedCatalogue shipped) : IClassFixture<ShippedCatalogue>
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    private readonly ApplicationValidator _validator = new(shipped.Catalogue, new FakeTimeProvider(Now));

    [Fact]
    public void The_sample_application_is_accepted() =>
        Check(Sample()).ShouldBeOfType<ApplicationCheck.Accepted>()
            .Application.GetProperty("applicant").GetProperty("givenName").GetString().ShouldBe("Amélie");

    [Theory]
    [InlineData("/applicant/sin", null, "required")]
    [InlineData("/applicant/sin", "\"123456789\"", "format")]
    [InlineData("/applicant/sin", "\"046454286\"", "format")]
    [InlineData("/applicant/sin", "\"823456785\"", "format")]
    [InlineData("/applicant/sin", "\"123 456 782\"", "format")]
    [InlineData("/applicant/sin", "\"12345678\"", "format")]
    [InlineData("/applicant/sin", "123456782", "type")]
    [InlineData("/applicant/birthDate", "\"1994-02-29\"", "format")]
    [InlineData("/applicant/birthDate", "\"17/05/1994\"", "format")]
    [InlineData("/applicant/birthDate", "\"1899-12-31\"", "format")]
    [InlineData("/children/0/birthDate", "\"2026-01-17\"", "format")]
    [InlineData("/children/0/birthDate", null, "required")]
    [InlineData("/children/0/livesWithApplicant", "\"true\"", "type")]
    [InlineData("/children/0/nickname", "\"Bo\"", "unknown-property")]
    [InlineData("/children", "[]", "items")]
    [InlineData("/children", "{}", "type")]
    [InlineData("/children", null, "required")]
    [InlineData("/children/0", "7", "type")]
    [InlineData("/applicant/address/postalCode", "\"M5H2N\"", "format")]
    [InlineData("/applicant/address/postalCode", "\"m5h 2n2\"", "format")]
    [InlineData("/applicant/address/postalCode", "\"D5H 2N2\"", "format")]
    [InlineData("/applicant/address/postalCode", "\"M5H 2N2\\n\"", "format")]
    [InlineData("/applicant/address/province", "\"ZZ\"", "not-in-list")]
    [InlineData("/applicant/email", "\"amelie\"", "format")]
    [InlineData("/applicant/givenName", "\"  \"", "format")]
    [InlineData("/applicant/givenName", "\"A\\u0000\"", "format")]
    [InlineData("/applicant/language", "\"de\"", "not-in-list")]
    [InlineData("/applicant/credential/assurance", null, "required")]
    [InlineData("/household/adults", "1.5", "type")]
    [InlineData("/household/adults", "0", "range")]
    [InlineData("/household/adjustedFamilyNetIncome", "-1", "range")]
    [InlineData("/household/adjustedFamilyNetIncome", "1e12", "range")]
    [InlineData("/household/adjustedFamilyNetIncome", "\"60000\"", "type")]
    [InlineData("/household/adjustedFamilyNetIncome", "null", "type")]
    [InlineData("/consents/0/decision", "\"maybe\"", "not-in-list")]
    [InlineData("/a~1b~0c", "1", "unknown-property")]
    public void A_field_that_breaks_the_schema_is_named(string pointer, string? json, string code) =>
        Errors(Sample(pointer, json)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            error => error.Pointer.ShouldBe(pointer),
            error => error.Code.ShouldBe(code));

    [Theory]
    [InlineData("/applicant/address/postalCode", "\"V5K 0A1\"", "/applicant/address/postalCode", "postal-code-of-province")]
    [InlineData("/applicant/birthDate", "\"2025-06-14\"", "/children/0/birthDate", "order")]
    [InlineData("/consents/0", null, "/consents", "consent-missing")]
    [InlineData("/consents/0/purpose", "\"education-savings-referral\"", "/consents/1/purpose", "consent-repeated")]
    [InlineData("/consents/1/purpose", "\"marketing\"", "/consents/1/purpose", "unknown-purpose")]
    public void Fields_that_contradict_each_other_are_named(string at, string? json, string pointer, string code) =>
        Errors(Sample(at, json)).ShouldContain(error => error.Pointer == pointer && error.Code == code);

    [Fact]
    public void The_same_child_twice_is_one_too_many()
    {
        var application = JsonNode.Parse(Sample())!;
        application["children"]!.AsArray().Add(application["children"]![0]!.DeepClone());

        Errors(application.ToJsonString()).ShouldHaveSingleItem().Pointer.ShouldBe("/children/1");
    }

    [Fact]
    public void A_child_born_today_in_the_easternmost_time_zone_is_not_in_the_future() =>
        Check(Sample("/children/0/birthDate", "\"2026-01-16\"")).ShouldBeOfType<ApplicationCheck.Accepted>();

    [Fact]
    public void Declining_is_an_answer() =>
        Check(Sample("/consents/1/decision", "\"decline\"")).ShouldBeOfType<ApplicationCheck.Accepted>();

    [Fact]
    public void Every_offending_field_is_reported()
    {
        var application = JsonNode.Parse(Sample())!;
        application["applicant"]!["sin"] = "111";
        application["applicant"]!.AsObject().Remove("familyName");
        application["children"]!.AsArray().Add(new JsonObject { ["birthDate"] = "soon" });
        application["hobby"] = "chess";

        Errors(application.ToJsonString()).Select(error => error.Pointer).Order(StringComparer.Ordinal).ShouldBe(
        [
            "/applicant/familyName",
            "/applicant/sin",
            "/children/1/birthDate",
            "/children/1/familyName",
            "/children/1/givenName",
            "/children/1/livesWithApplicant",
            "/hobby",
        ]);
    }

    [Fact]
    public void No_detail_repeats_a_value()
    {
        var application = Sample().Replace("123456782", "555-canary", StringComparison.Ordinal)
            .Replace("M5H 2N2", "canary", StringComparison.Ordinal).Replace("\"en\"", "\"canary\"", StringComparison.Ordinal);

        var errors = Errors(application);

        errors.Count.ShouldBe(3);
        errors.ShouldAllBe(error => !error.Detail.Contains("canary"));
    }

    [Theory]
    [InlineData("", "line 1, byte 1")]
    [InlineData("{\n  \"applicant\": nope }", "line 2, byte 17")]
    [InlineData("{} {}", "line 1, byte 4")]
    [InlineData("{ \"a\": 1, }", "line 1, byte 11")]
    [InlineData("{ \"a\": \"\\ud800\" }", "surrogate")]
    public void What_is_not_JSON_is_told_by_line_and_byte(string text, string place) =>
        Check(text).ShouldBeOfType<ApplicationCheck.NotJson>().Detail.ShouldContain(place);

    [Fact]
    public void Bytes_that_are_not_UTF8_are_not_JSON() =>
        _validator.Check("newborn", new byte[] { (byte)'"', 0xC3, 0x28, (byte)'"' }).ShouldBeOfType<ApplicationCheck.NotJson>();

    [Fact]
    public void A_property_given_twice_is_refused_where_it_is_repeated()
    {
        var error = Errors("""{ "children": [{ "birthDate": "2025-01-01" }, { "birthDate": "2025-01-01", "\u0062irthDate": "2024" }] }""");

        error.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            found => found.Pointer.ShouldBe("/children/1/birthDate"),
            found => found.Code.ShouldBe("repeated-property"));
    }

    [Fact]
    public void Depth_and_size_have_limits()
    {
        Check(new string('[', 200) + new string(']', 200)).ShouldBeOfType<ApplicationCheck.NotJson>();
        Check("\"" + new string('a', ApplicationValidator.MaximumSize) + "\"").ShouldBeOfType<ApplicationCheck.NotJson>();
    }

    [Fact]
    public void An_unknown_service_is_told_together_with_the_known_ones()
    {
        var unknown = _validator.Check("driving-licence", default).ShouldBeOfType<ApplicationCheck.UnknownService>();

        unknown.ServiceId.ShouldBe("driving-licence");
        unknown.KnownServices.ShouldContain("newborn");
    }

    [Fact]
    public void Any_document_is_checked_without_an_exception() => AnyJson.Document.Sample(json => Check(json) is not null);

    [Fact]
    public void The_sample_with_anything_anywhere_is_checked_without_an_exception() =>
        AnyJson.Mutated(JsonNode.Parse(Sample())!.AsObject()).Sample(json => Check(json) is not null);

    [Fact]
    public void Any_bytes_are_checked_without_an_exception() =>
        Gen.Byte.Array[0, 64].Sample(bytes => _validator.Check("newborn", bytes) is not ApplicationCheck.Accepted);

    private static string Sample() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "newborn.json"));

    [Fact]
    public void Evidence_is_not_for_the_applicant_to_bring()
    {
        var application = JsonNode.Parse(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "gb-sct-family-support.json")))!;
        application["evidence"] = JsonNode.Parse("""{ "gb-qualifying-benefit": { "benefit": "universal-credit" } }""");

        var error = _validator.Check("gb-sct-family-support", Encoding.UTF8.GetBytes(application.ToJsonString()))
            .ShouldBeOfType<ApplicationCheck.Invalid>().Errors.ShouldHaveSingleItem();

        (error.Pointer, error.Code).ShouldBe(("/evidence", "not-for-applicants"));
    }

    private static string Sample(string pointer, string? json)
    {
        var application = JsonNode.Parse(Sample())!;
        var segments = pointer[1..].Split('/').Select(segment => segment.Replace("~1", "/").Replace("~0", "~")).ToList();
        var parent = segments.SkipLast(1).Aggregate(
            application, (node, segment) => node is JsonArray items ? items[int.Parse(segment)]! : node[segment]!);
        if (parent is JsonArray list)
        {
            list.RemoveAt(int.Parse(segments[^1]));
            if (json is not null)
            {
                list.Insert(int.Parse(segments[^1]), JsonNode.Parse(json));
            }
        }
        else if (json is null)
        {
            parent.AsObject().Remove(segments[^1]);
        }
        else
        {
            parent[segments[^1]] = JsonNode.Parse(json);
        }

        return application.ToJsonString();
    }

    private ApplicationCheck Check(string json) => _validator.Check("newborn", Encoding.UTF8.GetBytes(json));

    private IReadOnlyList<FieldError> Errors(string json) => Check(json).ShouldBeOfType<ApplicationCheck.Invalid>().Errors;
}
