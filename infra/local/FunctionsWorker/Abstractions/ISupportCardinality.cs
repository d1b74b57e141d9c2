namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>A trigger that can hand over one item or many at once.</summary>
public interface ISupportCardinality
{
    Cardinality Cardinality { get; set; }
}
