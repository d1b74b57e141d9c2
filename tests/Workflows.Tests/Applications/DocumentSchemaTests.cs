using System.Text.Json;
using Integration.Workflows.Applications;

namespace Integration.Workflows.Tests.Applications;

public sealed class DocumentSchemaTests
{
    private static readonly DateOnly Today = new(2026, 1, 15);

    [Theory]
    [InlineData("""{ "if": {} }""", "/if")]
    [InlineData("""{ "properties": { "a": { "const": 1 } } }""", "/properties/a/const")]
    [InlineData("""{ "$ref": "https://example.com/x.json" }""", "/$ref")]
    [InlineData("""{ "items": { "$ref": "#/definitions/none" } }""", "/items/$ref")]
    [InlineData("""{ "type": "text" }""", "/type")]
    [InlineData("""{ "pattern": "(" , "x-expected": "x" }""", "/pattern")]
    [InlineData("""{ "pattern": "a" }""", "/pattern")]
    [InlineData("""{ "pattern": "a(?=b)", "x-expected": "x" }""", "/pattern")]
    [InlineData("""{ "pattern": "(a)\\1", "x-expected": "x" }""", "/pattern")]
    [InlineData("""{ "format": "stardate" }""", "/format")]
    [InlineData("""{ "minLength": "1" }""", "/minLength")]
    [InlineData("""{ "minItems": 1.5 }""", "/minItems")]
    [InlineData("""{ "properties": [] }""", "/properties")]
    [InlineData("""{ "properties": { "a": true } }""", "/properties/a")]
    [InlineData("[]", "")]
    public void What_would_go_unchecked_is_refused_with_its_place(string schema, string pointer)
    {
        DocumentSchema.Parse(JsonElement.Parse(schema), out var problems).ShouldBeNull();

        problems.ShouldHaveSingleItem().Pointer.ShouldBe(pointer);
    }

    [Fact]
    public void A_definition_may_refer_to_itself() =>
        Check(
            """
            { "$ref": "#/definitions/node", "definitions": { "node": { "type": "object", "additionalProperties": false,
              "properties": { "name": { "type": "string" }, "next": { "$ref": "#/definitions/node" } } } } }
            """,
            """{ "next": { "next": { "name": 7 } } }""").ShouldBe(["/next/next/name type"]);

    [Theory]
    [InlineData("""{ "1": 2, "12": 3 }""", "")]
    [InlineData("""{ "1": "two" }""", "/1 type")]
    [InlineData("""{ "one": 2 }""", "/one unknown-property")]
    [InlineData("{}", " items")]
    public void Properties_may_be_known_by_a_pattern(string document, string expected) =>
        string.Join(';', Check(
            """{ "minProperties": 1, "patternProperties": { "^[0-9]+$": { "type": "integer" } }, "additionalProperties": false }""",
            document)).ShouldBe(expected);

    [Fact]
    public void The_end_of_a_pattern_is_the_very_end() =>
        Check("""{ "pattern": "^a$", "x-expected": "a" }""", "\"a\\n\"").ShouldBe([" format"]);

    [Fact]
    public void No_text_makes_a_pattern_slow() =>
        Check("""{ "pattern": "^(a+)+$", "x-expected": "many a" }""", $"\"{new string('a', 10_000)}!\"").ShouldBe([" format"]);

    [Fact]
    public void An_item_that_is_repeated_is_named() =>
        Check("""{ "uniqueItems": true }""", """["a", "b", "a"]""").ShouldBe(["/2 repeated-item"]);

    [Fact]
    public void What_is_of_the_wrong_type_is_not_looked_into() =>
        Check("""{ "type": "object", "required": ["a"] }""", "[]").ShouldBe([" type"]);

    [Theory]
    [InlineData("/a", true)]
    [InlineData("/a/*/b", true)]
    [InlineData("/a/*", true)]
    [InlineData("/a/b", false)]
    [InlineData("/c", false)]
    public void A_schema_knows_what_documents_may_have(string pointer, bool known)
    {
        var schema = JsonElement.Parse("""{ "properties": { "a": { "items": { "properties": { "b": {} } } } } }""");

        DocumentSchema.Parse(schema, out _).ShouldNotBeNull().Describes(pointer).ShouldBe(known);
    }

    private static IEnumerable<string> Check(string schema, string document) =>
        DocumentSchema.Parse(JsonElement.Parse(schema), out _).ShouldNotBeNull()
            .Check(JsonElement.Parse(document), Today).Select(error => $"{error.Pointer} {error.Code}");
}
