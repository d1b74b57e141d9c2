namespace Integration.Functions.Tests.Composition;

/// <summary>The sample of local settings; what it holds is checked by <see cref="SettingsTableTests"/>.</summary>
public sealed class LocalSettingsTests
{
    [Fact]
    public async Task With_its_placeholders_filled_the_application_starts()
    {
        await using var app = new App(LocalSettings.Filled(keySet: "keys.json"));

        Should.NotThrow(() => ReadSettings.Of(app).ToList().ForEach(read => read()));
    }
}
