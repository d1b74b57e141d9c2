using Integration.Workflows.Applications;
using Integration.Workflows.Catalogue.Browsing;
using Microsoft.AspNetCore.Mvc;

namespace Integration.Functions.Security;

/// <summary>Errors as RFC 9457 problem details.</summary>
internal static class Problems
{
    /// <summary>A problem with what is wrong and what would be right.</summary>
    public static ObjectResult Of(int status, string title, string? detail = null, IReadOnlyList<FieldError>? errors = null)
    {
        var problem = new ProblemDetails { Type = "about:blank", Status = status, Title = title, Detail = detail };
        if (errors is not null)
        {
            problem.Extensions["errors"] =
                errors.Select(error => new { pointer = error.Pointer, code = error.Code, detail = error.Detail });
        }

        return new ProblemResult(problem);
    }

    /// <summary>A query that can't be answered: each parameter with what would be right.</summary>
    public static ObjectResult OfParameters(IReadOnlyList<ParameterError> errors)
    {
        var problem = new ProblemDetails
        {
            Type = "about:blank",
            Status = StatusCodes.Status400BadRequest,
            Title = "The query can't be answered.",
            Detail = "Each parameter is named in errors.",
        };
        problem.Extensions["errors"] =
            errors.Select(error => new { parameter = error.Parameter, code = error.Code, detail = error.Detail });
        return new ProblemResult(problem);
    }

    private sealed class ProblemResult(ProblemDetails problem) : ObjectResult(problem)
    {
        public override Task ExecuteResultAsync(ActionContext context)
        {
            context.HttpContext.Response.StatusCode = problem.Status!.Value;
            return context.HttpContext.Response.WriteAsJsonAsync(
                problem, options: null, contentType: "application/problem+json", context.HttpContext.RequestAborted);
        }
    }
}
