using Microsoft.DurableTask;
using Microsoft.DurableTask.Abstractions;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;

namespace Integration.Compliance;

/// <summary>The small types that a call is described with.</summary>
public sealed class OptionsTests
{
    [Fact]
    public void Names_are_equal_whatever_their_case()
    {
        new TaskName("Charge").ShouldBe(new TaskName("CHARGE"));
        (new TaskName("Charge") == "charge").ShouldBeTrue();
        (new TaskName("Charge") != "refund").ShouldBeTrue();
        new TaskName("Charge").GetHashCode().ShouldBe(new TaskName("charge").GetHashCode());
        new TaskName("Charge").ToString().ShouldBe("Charge");
        ((string)new TaskName("Charge")).ShouldBe("Charge");
        ((TaskName)string.Empty).ShouldBe(default);
        default(TaskName).Name.ShouldBeNullOrEmpty();
    }

    [Fact]
    public void Versions_are_equal_whatever_their_case()
    {
        new TaskVersion("1.0-Beta").ShouldBe(new TaskVersion("1.0-beta"));
        ((string)new TaskVersion("2")).ShouldBe("2");
        new TaskVersion("1").ShouldNotBe(new TaskVersion("1.0"));
        default(TaskVersion).Version.ShouldBeNullOrEmpty();
        new TaskVersion(string.Empty).ShouldBe(TaskVersion.Unversioned);
    }

    [Theory]
    [InlineData("1.0", "1.0", 0)]
    [InlineData("1.2", "1.10", -1)]
    [InlineData("2.0.0", "1.9.9", 1)]
    [InlineData("", "1.0", -1)]
    [InlineData("1.0", "", 1)]
    [InlineData("", "", 0)]
    [InlineData("beta", "ALPHA", 1)]
    [InlineData("beta", "BETA", 0)]
    public void Versions_are_compared_as_versions_and_else_as_text(string one, string other, int expected) =>
        Math.Sign(TaskOrchestrationVersioningUtils.CompareVersions(one, other)).ShouldBe(expected);

    [Fact]
    public void Options_become_those_of_a_sub_orchestration()
    {
        var options = new TaskOptions(new RetryPolicy(2, TimeSpan.FromSeconds(1)), new Dictionary<string, string> { ["k"] = "v" })
        {
            Version = "1",
        };

        var sub = options.WithInstanceId("child");

        sub.InstanceId.ShouldBe("child");
        sub.Retry.ShouldBeSameAs(options.Retry);
        sub.Tags.ShouldBe(options.Tags);
        sub.Version.ShouldBe(new TaskVersion("1"));
        new SubOrchestrationOptions(sub).InstanceId.ShouldBe("child");
        new SubOrchestrationOptions((TaskOptions)sub, "other").InstanceId.ShouldBe("other");
        new SubOrchestrationOptions((TaskOptions)sub).InstanceId.ShouldBe("child");
    }

    [Fact]
    public void Start_options_are_empty_unless_filled()
    {
        var options = new StartOrchestrationOptions();

        options.InstanceId.ShouldBeNull();
        options.StartAt.ShouldBeNull();
        options.Version.ShouldBeNull();
        options.DedupeStatuses.ShouldBeNull();
        options.Tags.ShouldBeEmpty();
        options.WithDedupeStatuses(OrchestrationRuntimeStatus.Failed).DedupeStatuses.ShouldBe(["Failed"]);
    }

    [Fact]
    public void Json_includes_fields_and_null_is_nothing()
    {
        JsonDataConverter.Default.Serialize(null).ShouldBeNull();
        JsonDataConverter.Default.Serialize((1, "two")).ShouldBe("""{"Item1":1,"Item2":"two"}""");
        JsonDataConverter.Default.Deserialize<(int, string)>("""{"Item1":1,"Item2":"two"}""").ShouldBe((1, "two"));
        JsonDataConverter.Default.Deserialize<int?>(null).ShouldBeNull();
        Should.Throw<NullReferenceException>(() => JsonDataConverter.Default.Deserialize<int>(null));
        JsonDataConverter.Default.Deserialize<string>(null).ShouldBeNull();
        JsonDataConverter.Default.Deserialize("7", typeof(long)).ShouldBe(7L);
    }

    [Fact]
    public async Task A_list_is_made_of_a_function_for_its_pages()
    {
        var pages = Pageable.Create<string>((token, _) => Task.FromResult(token switch
        {
            null => new Page<string>(["a", "b"], "2"),
            "2" => new Page<string>([], "3"),
            _ => new Page<string>(["c"]),
        }));

        var all = new List<string>();
        await foreach (var item in pages.WithCancellation(TestContext.Current.CancellationToken))
        {
            all.Add(item);
        }

        all.ShouldBe(["a", "b", "c"]);
    }
}
