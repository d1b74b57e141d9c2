using CsCheck;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Identity;

namespace Integration.Workflows.Tests.Identity;

public sealed class PersonMatcherTests
{
    private static readonly PersonRecord Zoe = new("1", "Côté-Lévesque", "Zoé Anne", new(1990, 2, 28), "046 454 286");

    private static readonly Gen<PersonRecord> Record = Gen.Select(
        Gen.OneOf("1", "2", "3", "4"),
        Gen.OneOf("Singh", "singh", "Côté", "Cote", "O’Neil"),
        Gen.OneOf("Anne", "Anne-Marie", "anne marie"),
        Gen.OneOf(new DateOnly(1990, 1, 1), new DateOnly(1990, 1, 2)),
        Gen.OneOf("", "7", "8"),
        (id, family, given, birth, identifier) => new PersonRecord(id, family, given, birth, identifier == "" ? null : identifier));

    private static readonly Gen<PersonDetails> Details =
        Record.Select(record => new PersonDetails(record.FamilyName, record.GivenNames, record.BirthDate, record.Identifier));

    [Theory]
    [InlineData("Côté-Lévesque", "Zoé Anne")]
    [InlineData("COTE LEVESQUE", "zoe-anne")]
    [InlineData("  coté   lévesque ", "ZoéAnne")]
    public void Case_accents_hyphens_and_spaces_make_no_difference(string family, string given) =>
        Match([Zoe], new(family, given, Zoe.BirthDate)).ShouldBe(new PersonMatch.One(Zoe));

    [Theory]
    [InlineData("Côté", "Zoé Anne", "1990-02-28")]
    [InlineData("Côté-Lévesque", "Zoé", "1990-02-28")]
    [InlineData("Côté-Lévesque", "Anne Zoé", "1990-02-28")]
    [InlineData("Côté-Lévesque", "Zoé Anne", "1990-02-27")]
    [InlineData("-", " ", "1990-02-28")]
    public void What_is_nearly_the_same_is_nobody(string family, string given, string birth) =>
        Match([Zoe], new(family, given, DateOnly.Parse(birth))).ShouldBe(new PersonMatch.None());

    [Fact]
    public void Names_of_punctuation_alone_are_no_names_even_when_a_register_holds_them() =>
        Match([Zoe with { FamilyName = "-" }], new("’", Zoe.GivenNames, Zoe.BirthDate)).ShouldBe(new PersonMatch.None());

    [Theory]
    [InlineData("046454286", true)]
    [InlineData("046-454-286", true)]
    [InlineData("046454287", false)]
    [InlineData(null, true)]
    public void An_identifier_that_is_given_has_to_agree(string? identifier, bool isFound) =>
        (Match([Zoe], new(Zoe.FamilyName, Zoe.GivenNames, Zoe.BirthDate, identifier)) is PersonMatch.One).ShouldBe(isFound);

    [Fact]
    public void A_record_without_an_identifier_is_not_meant_when_one_is_given() =>
        Match([Zoe with { Identifier = null }], new(Zoe.FamilyName, Zoe.GivenNames, Zoe.BirthDate, "046454286"))
            .ShouldBe(new PersonMatch.None());

    [Fact]
    public void Two_persons_of_the_same_details_are_no_match() =>
        Match(
            [Zoe, Zoe with { Id = "2" }, Zoe with { Id = "2", GivenNames = "ZOE ANNE" }],
            new(Zoe.FamilyName, Zoe.GivenNames, Zoe.BirthDate)).ShouldBe(new PersonMatch.Several(2));

    [Fact]
    public void The_order_of_records_is_of_no_account() =>
        Gen.Select(Record.List[0, 8], Details).Sample((records, details) =>
            Count(Match(records, details)) == Count(Match([.. records.AsEnumerable().Reverse()], details)));

    [Fact]
    public void A_record_that_is_there_twice_counts_once() =>
        Gen.Select(Record.List[0, 8], Details).Sample((records, details) =>
            Match([.. records, .. records], details) == Match(records, details));

    [Fact]
    public void More_records_never_make_fewer_persons() =>
        Gen.Select(Record.List[0, 8], Record, Details).Sample((records, record, details) =>
            Count(Match([.. records, record], details)) >= Count(Match(records, details)));

    [Fact]
    public void More_details_never_make_more_persons() =>
        Gen.Select(Record.List[0, 8], Details).Sample((records, details) =>
            Count(Match(records, details)) <= Count(Match(records, details with { Identifier = null })));

    [Fact]
    public void A_person_is_found_by_what_the_register_says_of_that_person() =>
        Record.List[1, 8].Sample(records => Count(Match(
            records, new(records[0].FamilyName, records[0].GivenNames, records[0].BirthDate, records[0].Identifier))) >= 1);

    [Theory]
    [InlineData("Sørensen", "SORENSEN")]
    [InlineData("Strauß", "STRAUSS")]
    [InlineData("Łukasz", "LUKASZ")]
    [InlineData("d’Œuvre", "DOEUVRE")]
    [InlineData("Nguyễn", "NGUYEN")]
    [InlineData("Ne\u0301e", "NEE")]
    [InlineData("Σωκράτης", "ΣΩΚΡΑΤΗΣ")]
    [InlineData("Артём", "АРТЕМ")]
    [InlineData("ᐊᓕᒃᑲ", "ᐊᓕᒃᑲ")]
    [InlineData("अमित", "अमित")]
    public void A_name_of_any_script_keeps_its_letters(string name, string expected) => NameText.Normalise(name).ShouldBe(expected);

    [Fact]
    public void Any_text_is_normalised_and_twice_is_as_once() => Gen.String.Sample(text =>
        NameText.Normalise(NameText.Normalise(text)) == NameText.Normalise(text));

    private static PersonMatch Match(IReadOnlyList<PersonRecord> records, PersonDetails details) =>
        PersonMatcher.Match(new("register", new("/a", "/b", "/c"), records), details);

    private static int Count(PersonMatch match) => match switch
    {
        PersonMatch.None => 0,
        PersonMatch.One => 1,
        PersonMatch.Several several => several.Count,
        _ => throw new NotSupportedException(),
    };
}
