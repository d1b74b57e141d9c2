using System.Globalization;

namespace Integration.Functions.Tests.Composition;

/// <summary>The table of settings says what the application reads, what the sample holds, and what the defaults are.</summary>
public sealed class SettingsTableTests
{
    private static readonly IReadOnlyList<SettingsTable.Row> _rows = SettingsTable.Read().Rows;

    [Fact]
    public void Each_setting_has_one_row_and_a_known_reader_and_is_secret_or_not()
    {
        _rows.ShouldNotBeEmpty();
        _rows.Select(row => row.Name).ShouldBeUnique();
        _rows.ShouldAllBe(row => new[] { "app", "host", "both" }.Contains(row.ReadBy));
        _rows.ShouldAllBe(row => new[] { "yes", "no" }.Contains(row.Secret));
    }

    [Fact]
    public async Task It_has_every_setting_that_the_application_reads_and_no_other()
    {
        var rows = _rows.Where(row => row.IsOfTheApplication).Select(row => row.Key).ToList();

        var read = await ReadSettings.OfTheApplicationAsync();

        rows.Except(read).ShouldBeEmpty("The application does not read these.");
        read.Except(rows).ShouldBeEmpty("The table lacks these.");
    }

    [Fact]
    public void The_sample_of_local_settings_has_every_row_with_a_local_value_and_no_other() =>
        LocalSettings.Sample().Keys.ShouldBe(_rows.Where(row => row.IsInTheSample).Select(row => row.Key), ignoreOrder: true);

    [Fact]
    public void The_local_values_are_those_of_the_sample()
    {
        var sample = LocalSettings.Sample();

        foreach (var row in _rows.Where(row => row.IsInTheSample))
        {
            var value = sample[row.Key]!;
            (row.Locally switch
            {
                "empty" => value.Length == 0,
                "placeholder" => value.StartsWith('<') && value.EndsWith('>'),
                _ when row.Locally.StartsWith('`') => value == row.Locally.Trim('`'),
                _ => value.Length > 0,
            }).ShouldBeTrue($"{row.Name} is '{row.Locally}' in the table and '{value}' in the sample.");
        }
    }

    [Fact]
    public async Task The_defaults_are_those_of_the_options()
    {
        await using var app = new App(LocalSettings.Filled("keys.json"));
        var defaults =
            from type in app.Options
            where type.GetField("Section") is not null
            let options = Activator.CreateInstance(type)
            from property in type.GetProperties()
            where property.CanWrite
            select (Key: $"{type.GetField("Section")!.GetRawConstantValue()}:{property.Name}", Value: Text(property.GetValue(options)));

        foreach (var (key, value) in defaults.Where(one => one.Value.Length > 0))
        {
            _rows.Single(row => row.Key == key).Default.ShouldBe($"`{value}`", key);
        }
    }

    [Fact]
    public void On_Azure_a_secret_is_a_reference_to_the_vault_or_is_not_needed() =>
        _rows.Where(row => row.Secret == "yes" && row.IsOnAzure).ShouldAllBe(row => row.OnAzure.Contains("Key Vault reference"));

    private static string Text(object? value) =>
        value is null or System.Collections.IDictionary ? "" : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
