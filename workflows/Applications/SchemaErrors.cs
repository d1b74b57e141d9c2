using Integration.Workflows.Catalogue;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;

namespace Integration.Workflows.Applications;

/// <summary>Runs a JSON Schema and states what it finds as fields: where by RFC 6901, what, and what would be accepted. No value is repeated.</summary>
internal static class SchemaErrors
{
    private const string TypeCode = "type";

    /// <summary>Every field that breaks the schema, in document order of the schema's checks; one error a field.</summary>
    public static IReadOnlyList<FieldError> Find(JsonSchema schema, string json, JsonSchemaValidatorSettings settings)
    {
        var errors = schema.Validate(json, settings).SelectMany(Leaves).Select(error => Describe(error, settings))
            .DistinctBy(error => error.Pointer).ToList();

        // What is no object at all has no properties to miss.
        var mistyped = errors.Where(error => error.Code == TypeCode).Select(error => error.Pointer + "/").ToList();
        return [.. errors.Where(error => !mistyped.Exists(above => error.Pointer.StartsWith(above, StringComparison.Ordinal)))];
    }

    private static IEnumerable<ValidationError> Leaves(ValidationError error) =>
        error is ChildSchemaValidationError { Kind: ValidationErrorKind.ArrayItemNotValid or ValidationErrorKind.AdditionalPropertiesNotValid } parent
            ? parent.Errors.Values.SelectMany(errors => errors).SelectMany(Leaves)
            : [error];

    private static FieldError Describe(ValidationError error, JsonSchemaValidatorSettings settings)
    {
        var pointer = PointerTo(error.Token);
        return error.Kind switch
        {
            ValidationErrorKind.PropertyRequired =>
                new(JsonPointer.Append(pointer, error.Property ?? ""), "required", "This property is required."),
            ValidationErrorKind.NoAdditionalPropertiesAllowed =>
                new(pointer, "unknown-property", $"There is no such property here; known are {Properties(error.Schema)}."),
            ValidationErrorKind.NotInEnumeration => new(pointer, "not-in-list", $"Must be one of {string.Join(", ", error.Schema.Enumeration)}."),
            ValidationErrorKind.PatternMismatch => new(pointer, "format", $"Must be {Expected(error.Schema)}."),
            ValidationErrorKind.StringTooLong => new(pointer, "length", $"Must have at most {error.Schema.MaxLength} characters."),
            ValidationErrorKind.StringTooShort => new(pointer, "length", $"Must have at least {error.Schema.MinLength} characters."),
            ValidationErrorKind.NumberTooBig => new(pointer, "range", $"Must be at most {error.Schema.Maximum}."),
            ValidationErrorKind.NumberTooSmall => new(pointer, "range", $"Must be at least {error.Schema.Minimum}."),
            ValidationErrorKind.TooManyItems => new(pointer, "items", $"Must have at most {error.Schema.MaxItems} items."),
            ValidationErrorKind.TooFewItems => new(pointer, "items", $"Must have at least {error.Schema.MinItems} items."),
            ValidationErrorKind.ItemsNotUnique => new(pointer, "items", "Must not have the same item twice."),
            ValidationErrorKind.TooFewProperties => new(pointer, "items", "Must not be empty."),
            ValidationErrorKind.Unknown when FormatOf(error.Schema, settings) is { } format => new(pointer, "format", $"Must be {format.Expected}."),
            _ => new(pointer, TypeCode, $"Must be {Article(error.Schema)}."),
        };
    }

    private static TextFormat? FormatOf(JsonSchema schema, JsonSchemaValidatorSettings settings) =>
        settings.FormatValidators.OfType<TextFormat>().FirstOrDefault(format => format.Format == schema.ActualSchema.Format);

    private static string Expected(JsonSchema schema) =>
        schema.ExtensionData?.TryGetValue("x-expected", out var expected) == true && expected is string text
            ? text
            : $"a text that matches {schema.Pattern}";

    private static string Properties(JsonSchema schema) => string.Join(", ", schema.ActualProperties.Keys.Order(StringComparer.Ordinal));

    private static string Article(JsonSchema schema)
    {
        var types = Enum.GetValues<JsonObjectType>().Where(type => type != JsonObjectType.None && schema.Type.HasFlag(type));
        return string.Join(" or ", types.Select(type => type switch
        {
            JsonObjectType.Array => "an array",
            JsonObjectType.Boolean => "true or false",
            JsonObjectType.Integer => "a whole number",
            JsonObjectType.Null => "null",
            JsonObjectType.Number => "a number",
            JsonObjectType.Object => "an object",
            JsonObjectType.String => "a string",
            _ => "what the schema asks for",
        }));
    }

    private static string PointerTo(JToken? token) => token switch
    {
        null => "",
        JProperty property => JsonPointer.Append(PointerTo(property.Parent), property.Name),
        { Parent: JProperty property } => PointerTo(property),
        { Parent: JArray array } => JsonPointer.Append(PointerTo(array), array.IndexOf(token)),
        _ => "",
    };
}
