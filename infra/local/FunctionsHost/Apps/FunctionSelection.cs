using Integration.Local.FunctionsHost.Protocol;
using Integration.Local.FunctionsHost.Starting;
using Microsoft.Extensions.Configuration;

namespace Integration.Local.FunctionsHost.Apps;

/// <summary>Chooses the functions to host among all that a worker tells of: those that no setting disables.</summary>
internal sealed class FunctionSelection(IConfiguration settings)
{
    /// <exception cref="HostStartException">A function can't be read; all that can't are told.</exception>
    public IReadOnlyList<HostedFunction> Select(IEnumerable<RpcFunctionMetadata> all)
    {
        var problems = new StartProblems();
        var functions = new List<HostedFunction>();
        foreach (var metadata in all.Where(metadata => !IsDisabled(metadata.Name)))
        {
            try
            {
                functions.Add(FunctionIndex.Read(metadata));
            }
            catch (FunctionMistakeException mistake)
            {
                problems.Add(mistake.Message);
            }
        }

        problems.ThrowIfAny();
        return functions;
    }

    private bool IsDisabled(string function) => bool.TryParse(settings[$"AzureWebJobs.{function}.Disabled"], out var disabled) && disabled;
}
