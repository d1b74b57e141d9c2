using System.Globalization;

namespace Integration.Local.ServiceBusEmulator.Rules;

/// <summary>Compares property values as the service does: by meaning, not by the type a client happened to encode.</summary>
internal static class PropertyValue
{
    public static bool AreEqual(object? left, object? right) => Compare(left, right) == 0;

    /// <summary>Less than, equal or greater than zero; null where the two cannot be compared.</summary>
    public static int? Compare(object? left, object? right) => (left, right) switch
    {
        (string a, string b) => string.CompareOrdinal(a, b),
        (bool a, bool b) => a.CompareTo(b),
        (DateTime a, DateTime b) => a.ToUniversalTime().CompareTo(b.ToUniversalTime()),
        (Guid a, Guid b) => a.CompareTo(b),
        _ when IsNumber(left) && IsNumber(right) => CompareNumbers(left!, right!),
        _ => null,
    };

    private static bool IsNumber(object? value) =>
        IsReal(value) || value is sbyte or byte or short or ushort or int or uint or long or ulong or decimal;

    private static bool IsReal(object? value) => value is float or double;

    private static int CompareNumbers(object left, object right) => IsReal(left) || IsReal(right)
        ? Convert.ToDouble(left, CultureInfo.InvariantCulture).CompareTo(Convert.ToDouble(right, CultureInfo.InvariantCulture))
        : Convert.ToDecimal(left, CultureInfo.InvariantCulture).CompareTo(Convert.ToDecimal(right, CultureInfo.InvariantCulture));
}
