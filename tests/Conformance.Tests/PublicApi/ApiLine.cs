namespace Integration.Conformance.Tests.PublicApi;

/// <summary>One type, or one public or protected member of a type.</summary>
/// <param name="Type">The declaring type, with its namespace.</param>
/// <param name="Signature">The declaration, every type in it with its namespace.</param>
internal sealed record ApiLine(string Type, string Signature)
{
    private const string Separator = " :: ";

    /// <summary>Reads a line as it stands in a list.</summary>
    public static ApiLine Parse(string line)
    {
        var at = line.IndexOf(Separator, StringComparison.Ordinal);
        return at > 0
            ? new ApiLine(line[..at], line[(at + Separator.Length)..])
            : throw new FormatException($"'{line}' is not 'type{Separator}signature'.");
    }

    /// <inheritdoc/>
    public override string ToString() => Type + Separator + Signature;
}
