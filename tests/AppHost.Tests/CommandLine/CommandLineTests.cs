namespace Integration.Local.AppHost.Tests.CommandLine;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("demo", "--help")]
    [InlineData("partner", "-h")]
    [InlineData("token", "-?")]
    [InlineData("catalogue", "check", "--help")]
    [InlineData("audit", "verify", "--help")]
    public async Task Help_tells_of_every_setting(params string[] arguments)
    {
        var run = await ProgramRun.RunAsync(arguments);

        run.ExitCode.ShouldBe(0);
        run.Errors.ShouldBeEmpty();
        foreach (var setting in new[] { "Local:HttpPort", "Local:AmqpPort", "Local:TablePort", "Local:DataDirectory" })
        {
            run.Output.ShouldContain($"--{setting}=");
        }
    }

    [Fact]
    public async Task Help_tells_of_every_command()
    {
        var run = await ProgramRun.RunAsync("--help");

        foreach (var command in new[] { "demo", "partner", "token", "catalogue", "audit", "--verbose" })
        {
            run.Output.ShouldContain(command);
        }
    }

    [Theory]
    [InlineData("Unrecognized command or argument '--nope'.", "--nope")]
    [InlineData("Unrecognized command or argument 'stop'.", "stop")]
    [InlineData("'king' is no role: write one of agency, service-centre, operator.", "token", "--role", "king")]
    [InlineData("'8' is no time: write a number with s, m, h or d, up to 365d, for example 30m.", "token", "--lifetime", "8")]
    [InlineData("'soon' is no time: write a number with s, m, h or d, up to 365d, for example 30m.", "demo", "--timeout", "soon")]
    [InlineData("'5' is no anchor: write its sequence, a colon, and its hash of 64 digits.", "audit", "verify", "--witness", "5")]
    [InlineData("Required command was not provided.", "audit")]
    [InlineData("Required argument missing for option: '--client'.", "token", "--client")]
    public async Task What_is_not_understood_is_answered_with_one_line_and_help(string complaint, params string[] arguments)
    {
        var run = await ProgramRun.RunAsync(arguments);

        run.ExitCode.ShouldBe(2);
        run.FirstError.ShouldBe(complaint);
        run.Errors.ShouldContain("Usage:");
        run.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("'--Local:HttpPort=x' is no port: write a number from 0 to 65535, 0 for any free one.", "--Local:HttpPort=x")]
    [InlineData("'--Local:AmqpPort=65536' is no port: write a number from 0 to 65535, 0 for any free one.", "--Local:AmqpPort=65536")]
    [InlineData("'--Local:TablePort=-1' is no port: write a number from 0 to 65535, 0 for any free one.", "--Local:TablePort=-1")]
    [InlineData("'--Local:TablePort' has no value: write --Local:TablePort=….", "--Local:TablePort")]
    [InlineData("'--Local:DataDirectory=' is empty: name a directory.", "--Local:DataDirectory=")]
    [InlineData("'--HttpPort=7' lacks its section: write --Local:HttpPort=….", "--HttpPort=7")]
    [InlineData("'--timeot=5s' looks misspelt: write --timeout=….", "demo", "--timeot=5s")]
    [InlineData("'--CaseStorConnection=x' looks misspelt: write --CaseStoreConnection=….", "--CaseStorConnection=x")]
    [InlineData("'--Protecton:PseudonymKey=x' looks misspelt: write --Protection:PseudonymKey=….", "--Protecton:PseudonymKey=x")]
    [InlineData("'--Local:Port=1' is unknown: the section Local has HttpPort, AmqpPort, TablePort, DataDirectory.", "--Local:Port=1")]
    [InlineData(
        "Port 7 is wanted twice: give --Local:HttpPort and --Local:TablePort different ones.", "--Local:HttpPort=7", "--Local:TablePort=7")]
    public async Task A_wrong_setting_is_answered_with_one_line(string complaint, params string[] arguments)
    {
        var run = await ProgramRun.RunAsync(arguments);

        run.ExitCode.ShouldBe(2);
        run.Errors.TrimEnd().ShouldBe(complaint);
        run.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_made_is_answered_with_one_line()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.File("file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        var run = await ProgramRun.RunAsync($"--Local:DataDirectory={file}");

        run.ExitCode.ShouldBe(1);
        run.Errors.Trim().ShouldStartWith($"The data directory '{file}' can't be made");
        run.Errors.Trim().ShouldNotContain('\n');
    }

    [Fact]
    public async Task The_partner_needs_an_AppHost_that_runs()
    {
        using var directory = new TemporaryDirectory();

        var run = await ProgramRun.RunAsync("partner", $"--Local:DataDirectory={directory.Path}");

        run.ExitCode.ShouldBe(1);
        run.Errors.TrimEnd().ShouldBe(
            $"No AppHost runs on '{directory.Path}': start one in another terminal with dotnet run --project infra/local/AppHost.");
    }
}
