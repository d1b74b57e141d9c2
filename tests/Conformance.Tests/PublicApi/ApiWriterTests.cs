namespace Integration.Conformance.Tests.PublicApi;

/// <summary>How declarations are written, and that one that is not the official one is told.</summary>
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
        new ApiWriter(annotated: true).LinesOf(typeof(Sample<>)).Select(line => line.Signature).ShouldBe(_official, ignoreOrder: true);

    [Fact]
    public void Without_annotations_only_values_are_nullable() =>
        new ApiWriter(annotated: false).LinesOf(typeof(Sample<>)).Select(line => line.Signature)
            .Where(signature => signature.Contains('?', StringComparison.Ordinal))
            .ShouldBe([.. _official.Where(line => line.Contains("int?", StringComparison.Ordinal)).Select(line => line.Replace("object?", "object", StringComparison.Ordinal)),
                "public T? As<T>(out T[] all) where T : struct"], ignoreOrder: true);

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

    [Fact]
    public void What_is_as_the_official_one_is_no_difference() => DifferencesFrom(_official).ShouldBeEmpty();

    [Fact]
    public void What_the_official_one_has_more_is_no_difference() => DifferencesFrom([.. _official, "public void More()"]).ShouldBeEmpty();

    [Theory]
    [InlineData("a kind", "public abstract class", "public sealed class")]
    [InlineData("a base type", "System.MarshalByRefObject, ", "")]
    [InlineData("an interface", ", System.IDisposable", "")]
    [InlineData("a type's constraint", ", new()", "")]
    [InlineData("an access", "protected Sample(", "public Sample(")]
    [InlineData("a return type", "public override string ToString()", "public override object ToString()")]
    [InlineData("a parameter's name", "string name, ", "string title, ")]
    [InlineData("a parameter's type", "(int? most", "(long? most")]
    [InlineData("a parameter's modifier", "out T[]?", "ref T[]?")]
    [InlineData("a parameter more", ", bool strict = false", "")]
    [InlineData("a default value", "rate = 1.5", "rate = 2.5")]
    [InlineData("an enum's default value", "DayOfWeek.Friday", "DayOfWeek.Monday")]
    [InlineData("a default value more", "wait = default", "wait")]
    [InlineData("a nullable result", "object?>>", "object>>")]
    [InlineData("a nullable parameter", "string? name = null", "string name = null")]
    [InlineData("a member that is virtual", "public virtual TState?", "public TState?")]
    [InlineData("a member that is abstract", "public abstract System.Threading", "public virtual System.Threading")]
    [InlineData("a setter", "{ get; protected set; }", "{ get; }")]
    [InlineData("an initialiser", "{ get; init; }", "{ get; set; }")]
    [InlineData("a constant", "\"CAD\"", "\"USD\"")]
    [InlineData("a field that is read-only", "readonly ", "")]
    [InlineData("an obsolete mark", "[Obsolete(\"Count instead\")] ", "")]
    [InlineData("a method's constraint", "where T : struct", "where T : class")]
    [InlineData("an event's type", "System.EventHandler<string>?", "System.EventHandler?")]
    public void A_declaration_that_differs_is_told_in_one_line(string difference, string ours, string officials)
    {
        var official = _official.Select(line => line.Replace(ours, officials, StringComparison.Ordinal)).ToArray();

        var (was, now) = _official.Zip(official).Single(pair => pair.First != pair.Second);
        DifferencesFrom(official).ShouldBe([$"{Name}: ours is '{was}', the nearest official one is '{now}'."], difference);
    }

    [Fact]
    public void A_member_that_the_official_type_lacks_is_told() =>
        DifferencesFrom([.. _official.Where(line => line != "public void Dispose()")])
            .ShouldHaveSingleItem().ShouldStartWith($"{Name}: ours is 'public void Dispose()', the nearest official one is ");

    [Fact]
    public void A_type_that_is_not_official_is_told_with_the_nearest() =>
        Official("Integration.Conformance.Tests.PublicApi.Sampler", ["public class Sampler"]).DifferencesOf(typeof(Sample<>))
            .ShouldHaveSingleItem().ShouldStartWith($"{Name}: there is no such official type; the nearest is Integration.Conformance.Tests.PublicApi.Sampler.");

    [Fact]
    public void An_abstract_member_that_ours_lacks_is_a_duty_missing() =>
        Official(Name, [.. _official, "protected abstract void More()", "protected virtual void Less()"]).DutiesMissingFrom(typeof(Sample<>))
            .ShouldBe([$"{Name}: ours lacks 'protected abstract void More()', which is to be implemented."]);

    private static IEnumerable<string> Written(Type type) => new ApiWriter(annotated: true).LinesOf(type).Select(line => line.Signature);

    private static IEnumerable<string> DifferencesFrom(string[] signatures) => Official(Name, signatures).DifferencesOf(typeof(Sample<>));

    private static OfficialApi Official(string type, string[] signatures) =>
        new([new OfficialList("Sample", null, [.. signatures.Select(signature => new ApiLine(type, signature))])]);

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
