using System.Text;
using Integration.Workflows.Applications;
using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Tests.Applications;

public sealed class PartialApplicationTests
{
    private static readonly ApplicationValidator Validator = new(ServiceCatalogue.LoadShipped());

    // A day that has passed wherever the tests run.
    private static readonly DateOnly Day = new(2026, 1, 1);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"children":[]}""")]
    [InlineData("""{"children":[{},{}]}""")]
    [InlineData("""{"applicant":{"birthDate":"1994-05-17"}}""")]
    [InlineData("""{"children":[{"birthDate":"2025-06-14"},{"birthDate":"2025-06-14"}]}""")]
    public void Anything_may_be_missing(string document) => Check(document).ShouldBeOfType<ApplicationCheck.Accepted>();

    [Theory]
    [InlineData("""{"applicant":{"birthDate":"1994-02-30"}}""", "/applicant/birthDate")]
    [InlineData("""{"applicant":{"sin":"123"}}""", "/applicant/sin")]
    [InlineData("""{"household":{"adults":"two"}}""", "/household/adults")]
    [InlineData("""{"household":{"children":2}}""", "/household/children")]
    [InlineData("""{"household":{"adults":31}}""", "/household/adults")]
    [InlineData("""{"applicant":{"address":{"province":"ON","postalCode":"V5K 0A1"}}}""", "/applicant/address/postalCode")]
    public void What_is_there_must_be_right(string document, string pointer) =>
        Check(document).ShouldBeOfType<ApplicationCheck.Invalid>().Errors.Select(error => error.Pointer).ShouldBe([pointer]);

    [Fact]
    public void What_a_day_ahead_will_have_behind_it_is_past_for_that_day()
    {
        const string Document = """{"children":[{"birthDate":"2099-05-01"}]}""";

        Check(Document).ShouldBeOfType<ApplicationCheck.Invalid>();
        Check(Document, new(2099, 5, 1)).ShouldBeOfType<ApplicationCheck.Accepted>();
    }

    [Fact]
    public void More_than_an_application_may_have_is_no_part_of_one() =>
        Check("{" + new string(' ', ApplicationValidator.MaximumSize) + "}").ShouldBeOfType<ApplicationCheck.NotJson>();

    private static ApplicationCheck Check(string document, DateOnly? asOf = null) =>
        Validator.CheckPartial("newborn", Encoding.UTF8.GetBytes(document), asOf ?? Day);
}
