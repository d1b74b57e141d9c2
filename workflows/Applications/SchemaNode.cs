using System.Text.RegularExpressions;

namespace Integration.Workflows.Applications;

/// <summary>One schema of a JSON Schema document, keyword by keyword.</summary>
internal sealed class SchemaNode
{
    /// <summary>Accepts everything.</summary>
    public static readonly SchemaNode Anything = new();

    /// <summary>Allowed types by their JSON Schema names; empty for all.</summary>
    public IReadOnlyList<string> Types { get; set; } = [];

    public Dictionary<string, SchemaNode> Properties { get; } = new(StringComparer.Ordinal);

    public List<(Regex Name, SchemaNode Schema)> PatternProperties { get; } = [];

    /// <summary>The schema of all other properties; null when there may be none.</summary>
    public SchemaNode? AdditionalProperties { get; set; } = Anything;

    public IReadOnlyList<string> Required { get; set; } = [];

    public int? MinProperties { get; set; }

    public SchemaNode? Items { get; set; }

    public int? MinItems { get; set; }

    public int? MaxItems { get; set; }

    public bool UniqueItems { get; set; }

    public IReadOnlyList<string>? Enum { get; set; }

    public TextFormat? Format { get; set; }

    public Regex? Pattern { get; set; }

    public int? MinLength { get; set; }

    public int? MaxLength { get; set; }

    public decimal? Minimum { get; set; }

    public decimal? Maximum { get; set; }

    /// <summary>What the pattern accepts, in words (<c>x-expected</c>).</summary>
    public string? Expected { get; set; }
}
