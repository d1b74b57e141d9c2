namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where an application of functions begins.</summary>
public class FunctionsApplication
{
    /// <param name="args">Settings as <c>--Key=Value</c>; they win over environment variables and files.</param>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        return new FunctionsApplicationBuilder(args);
    }
}
