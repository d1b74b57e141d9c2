using System.Text;
using System.Text.Json;
using CsCheck;
using Integration.Workflows.Applications;

namespace Integration.Workflows.Tests.Applications;

public sealed class JsonTextTests
{
    // "a" is written in three ways, and halves of a surrogate pair come alone and together.
    private static readonly Gen<string> Piece =
        Gen.OneOf<string>("\"a\"", "\"\\u0061\"", "\"b\"", "\"\"", "\"\\ud83d\\ude00\"", "\"\\uD83D\"", "\"\\\\ud83d\"", "\"é\"");

    private static readonly Gen<string> Document = Gen.Recursive<string>((depth, inner) => depth > 3
        ? Gen.OneOf(Piece, Gen.OneOf<string>("1", "true", "null", "", "1,"))
        : Gen.OneOf(
            Piece,
            inner.Array[0, 3].Select(items => $"[{string.Join(',', items)}]"),
            Gen.Select(Piece, inner).Array[0, 4].Select(
                members => $"{{{string.Join(',', members.Select(member => $"{member.Item1}:{member.Item2}"))}}}")));

    [Fact]
    public void A_document_is_read_exactly_when_the_walk_from_end_to_end_finds_nothing() => Document.Sample(text =>
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        Answer(() => JsonText.Parse(bytes, out var repeated) is { } root ? root.GetRawText() : string.Join(' ', repeated))
            .ShouldBe(Answer(() => JsonText.FindRepeatedNames(bytes) is { Count: > 0 } repeated ? string.Join(' ', repeated) : text));
    }, iter: 2_000);

    [Fact]
    public void Half_of_a_surrogate_pair_is_refused_in_a_text_and_in_a_name()
    {
        Should.Throw<JsonException>(() => JsonText.Parse("""["\uD83D"]"""u8, out _));
        Should.Throw<JsonException>(() => JsonText.Parse("""{"\ude00":1}"""u8, out _));
    }

    [Fact]
    public void A_name_that_is_repeated_is_named_by_its_place()
    {
        JsonText.Parse("""{"list":[{"a":1,"\u0061":2}]}"""u8, out var repeated).ShouldBeNull();

        repeated.ShouldBe(["/list/0/a"]);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused() =>
        Should.Throw<JsonException>(() => JsonText.Parse([(byte)'"', 0xC3, (byte)'"'], out _)).Message.ShouldBe("The text is not UTF-8.");

    private static string Answer(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (JsonException error)
        {
            return error.Message;
        }
    }
}
