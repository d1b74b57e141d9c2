using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Integration.Workflows.Identity;

/// <summary>Names as they are compared: one spelling for what registers and people write in several.</summary>
/// <remarks>
/// The letters are a table of our own: <see cref="string.Normalize()"/> takes nothing apart where the host runs without ICU, and a person
/// must not be found on one machine and not on another.
/// </remarks>
internal static class NameText
{
    private static readonly FrozenDictionary<int, string> Letters = new (string Plain, string Written)[]
    {
        ("A", "ÀÁÂÃÄÅĀĂĄǍǞǠǺȀȂȦḀẠẢẤẦẨẪẬẮẰẲẴẶ"),
        ("B", "ḂḄḆ"),
        ("C", "ÇĆĈĊČḈ"),
        ("D", "ĎḊḌḎḐḒĐÐ"),
        ("E", "ÈÉÊËĒĔĖĘĚȄȆȨḔḖḘḚḜẸẺẼẾỀỂỄỆ"),
        ("F", "Ḟ"),
        ("G", "ĜĞĠĢǦǴḠ"),
        ("H", "ĤȞḢḤḦḨḪĦ"),
        ("I", "ÌÍÎÏĨĪĬĮİǏȈȊḬḮỈỊı"),
        ("J", "Ĵ"),
        ("K", "ĶǨḰḲḴ"),
        ("L", "ĹĻĽḶḸḺḼŁ"),
        ("M", "ḾṀṂ"),
        ("N", "ÑŃŅŇǸṄṆṈṊ"),
        ("O", "ÒÓÔÕÖŌŎŐƠǑǪǬȌȎȪȬȮȰṌṎṐṒỌỎỐỒỔỖỘỚỜỞỠỢØǾ"),
        ("P", "ṔṖ"),
        ("R", "ŔŖŘȐȒṘṚṜṞ"),
        ("S", "ŚŜŞŠȘṠṢṤṦṨ"),
        ("T", "ŢŤȚṪṬṮṰŦ"),
        ("U", "ÙÚÛÜŨŪŬŮŰŲƯǓǕǗǙǛȔȖṲṴṶṸṺỤỦỨỪỬỮỰ"),
        ("V", "ṼṾ"),
        ("W", "ŴẀẂẄẆẈ"),
        ("X", "ẊẌ"),
        ("Y", "ÝŶŸȲẎỲỴỶỸ"),
        ("Z", "ŹŻŽẐẒẔ"),
        ("Ʒ", "Ǯ"),
        ("Α", "Ά"),
        ("Ε", "Έ"),
        ("Η", "Ή"),
        ("Ι", "ΊΪ"),
        ("Ο", "Ό"),
        ("Υ", "ΎΫ"),
        ("Ω", "Ώ"),
        ("І", "Ї"),
        ("Г", "Ѓ"),
        ("Е", "ЀЁ"),
        ("И", "ЍЙ"),
        ("К", "Ќ"),
        ("У", "Ў"),
        ("AE", "ÆǼǢ"),
        ("OE", "Œ"),
        ("SS", "ßẞ"),
        ("TH", "Þ"),
    }.SelectMany(row => row.Written.EnumerateRunes().Select(rune => KeyValuePair.Create(rune.Value, row.Plain))).ToFrozenDictionary();

    /// <summary>
    /// Upper case, without accents (of Latin, Greek and Cyrillic letters, in one or two characters), hyphens, spaces, apostrophes and
    /// other punctuation. Normalising twice changes nothing.
    /// </summary>
    public static string Normalise(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var upper in name.EnumerateRunes().Select(Rune.ToUpperInvariant))
        {
            if (Letters.TryGetValue(upper.Value, out var letters))
            {
                text.Append(letters);
            }
            else if (IsKept(upper))
            {
                text.Append(upper.ToString());
            }
        }

        return text.ToString();
    }

    private static bool IsKept(Rune rune) => Rune.IsLetterOrDigit(rune) || (IsMark(rune) && !IsAccent(rune));

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsAccent(Rune rune) => rune.Value is >= 0x0300 and <= 0x036F;
}
