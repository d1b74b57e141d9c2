namespace Integration.Conformance.Tests.PublicApi;

/// <summary>How declarations are written.</summary>
public sealed class ApiWriterTests
{
    private const string Name = "Integration.Conformance.Tests.PublicApi.Sample<TState>";

    private static readonly string[] _official =
    [
        $"public abstract class {Name} : System.MarshalByRefObject, System.IDisposable where TState : class, System.IComparable, new()",
        "protected Sample(string name, params int[] numbers)",
        "public const string Unit = \"CAD\"",
        "public static readonly int Limit",
        "[Obsolete(\"Count instead\")] public int Total { get; set; }",
        "public string? Note { get; init; }",
        "public virtual TState? State { get; protected set; }",
        "public event System.EventHandler<string>? Changed",
        $"public static {Name}? Find(string? name = null, System.DayOfWeek day = DayOfWeek.Friday, double rate = 1.5, bool strict = false)",
        "public abstract System.Threading.Tasks.Task<System.Collections.Generic.IReadOnlyDictionary<string, object?>> ReadAsync(int? most, System.TimeSpan wait = default, System.Threading.CancellationToken cancellation = default)",
        "public override string ToString()",
        "public T? As<T>(out T[]? all) where T : struct",
        "public void Dispose()",
    ];

    [Fact]
    public void A_type_is_written_with_everything_that_others_may_use() =>
        ApiWriter.LinesOf(typeof(Sample<>)).Select(line => line.Signature).ShouldBe(_official, ignoreOrder: true);

    [Fact]
    public void Enums_delegates_and_records_are_written_as_the_lists_do()
    {
        Written(typeof(Season)).ShouldBe(["public enum Integration.Conformance.Tests.PublicApi.ApiWriterTests.Season", "Winter = 1", "[Obsolete(\"gone\")] Summer = 3"]);
        Written(typeof(Handler)).ShouldBe(["delegate System.Threading.Tasks.Task<string?> Integration.Conformance.Tests.PublicApi.ApiWriterTests.Handler(in int count)"]);
        Written(typeof(Point)).ShouldContain(
            "public sealed record class Integration.Conformance.Tests.PublicApi.ApiWriterTests.Point : System.IEquatable<Integration.Conformance.Tests.PublicApi.ApiWriterTests.Point>");
        Written(typeof(Point)).ShouldContain("public void Deconstruct(out int X)");
        Written(typeof(Mark)).ShouldContain(
            "[AttributeUsage(4, AllowMultiple=True)] public sealed class Integration.Conformance.Tests.PublicApi.ApiWriterTests.Mark : System.Attribute");
    }

    private static IEnumerable<string> Written(Type type) => ApiWriter.LinesOf(type).Select(line => line.Signature);

    private enum Season
    {
        Winter = 1,

        [Obsolete("gone")]
        Summer = 3,
    }

    private delegate Task<string?> Handler(in int count);

    private sealed record Point(int X);

    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    private sealed class Mark : Attribute;
}
