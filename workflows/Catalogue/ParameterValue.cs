namespace Integration.Workflows.Catalogue;

/// <summary>A figure, or rows of figures by a whole number.</summary>
public sealed class ParameterValue
{
    private readonly decimal _single;
    private readonly (int At, decimal Value)[]? _rows;

    /// <summary>One figure.</summary>
    public ParameterValue(decimal value) => _single = value;

    /// <summary>Rows; their order does not matter.</summary>
    public ParameterValue(IEnumerable<KeyValuePair<int, decimal>> rows) =>
        _rows = [.. rows.OrderBy(row => row.Key).Select(row => (row.Key, row.Value))];

    /// <summary>Whether it has rows.</summary>
    public bool HasRows => _rows is not null;

    /// <summary>The figure; 0 when it has rows.</summary>
    public decimal Single => _single;

    /// <summary>The row with the highest key that is not above <paramref name="at"/>; 0 below the first row.</summary>
    public decimal Row(int at)
    {
        var found = 0m;
        foreach (var row in _rows ?? [])
        {
            if (row.At > at)
            {
                break;
            }

            found = row.Value;
        }

        return found;
    }
}
