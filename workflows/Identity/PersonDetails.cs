using System.Text.Json;
using Integration.Workflows.Applications;
using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Identity;

/// <summary>What an application says of a person, to find that person in a register.</summary>
/// <param name="FamilyName">The family name.</param>
/// <param name="GivenNames">The given names.</param>
/// <param name="BirthDate">The date of birth.</param>
/// <param name="Identifier">The identifier; null when none is given.</param>
internal sealed record PersonDetails(string FamilyName, string GivenNames, DateOnly BirthDate, string? Identifier = null)
{
    /// <summary>Reads the details; null when a name or the date of birth is missing. Never throws for what is in the attributes.</summary>
    public static PersonDetails? Read(JsonElement attributes, PersonPointers pointers)
    {
        string? Text(string? pointer) =>
            pointer is not null && JsonPointer.Find(attributes, pointer) is { ValueKind: JsonValueKind.String } value
            && !string.IsNullOrWhiteSpace(value.GetString()) ? value.GetString() : null;

        return Text(pointers.FamilyName) is { } family && Text(pointers.GivenNames) is { } given
            && Text(pointers.BirthDate) is { } birth && TextFormats.Date(birth) is { } date
            ? new(family, given, date, Text(pointers.Identifier))
            : null;
    }
}
