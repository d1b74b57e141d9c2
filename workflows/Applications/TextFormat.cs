using Newtonsoft.Json.Linq;
using NJsonSchema.Validation;
using NJsonSchema.Validation.FormatValidators;

namespace Integration.Workflows.Applications;

/// <summary>A format of JSON Schema: its name, what it accepts, and how to say so.</summary>
/// <param name="name">Value of <c>format</c>.</param>
/// <param name="expected">What would be accepted, for the reader of an error.</param>
/// <param name="accepts">Decides.</param>
internal sealed class TextFormat(string name, string expected, Func<string, bool> accepts) : IFormatValidator
{
    /// <inheritdoc/>
    public string Format => name;

    /// <summary>What would be accepted.</summary>
    public string Expected => expected;

    /// <inheritdoc/>
    public ValidationErrorKind ValidationErrorKind => ValidationErrorKind.Unknown;

    /// <inheritdoc/>
    public bool IsValid(string value, JTokenType tokenType) => accepts(value);
}
