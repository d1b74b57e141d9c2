using Integration.Functions.Security;
using Integration.Workflows.Applications;
using Microsoft.AspNetCore.Mvc;

namespace Integration.Functions.Applications;

/// <summary>What is answered to an application that is not accepted.</summary>
internal static class ApplicationRefusal
{
    /// <summary>The answer to an application that was checked; null when it was accepted.</summary>
    public static IActionResult? Of(ApplicationCheck check) => check switch
    {
        ApplicationCheck.NotJson wrong => Problems.Of(400, "The body is no JSON document.", wrong.Detail),
        ApplicationCheck.UnknownService unknown => Problems.Of(
            404, "There is no such service.", $"Known: {string.Join(", ", unknown.KnownServices)}."),
        ApplicationCheck.Invalid invalid => Problems.Of(
            422, "The application can't be accepted.", "Each field is named in errors.", invalid.Errors),
        _ => null,
    };
}
