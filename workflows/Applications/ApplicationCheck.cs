using System.Text.Json;

namespace Integration.Workflows.Applications;

/// <summary>What became of an application that was checked.</summary>
public abstract record ApplicationCheck
{
    private ApplicationCheck()
    {
    }

    /// <summary>It can be stored and started.</summary>
    /// <param name="Application">The document, independent of the buffer that it was read from.</param>
    public sealed record Accepted(JsonElement Application) : ApplicationCheck;

    /// <summary>The body is no JSON document of sane size and depth.</summary>
    /// <param name="Detail">What is wrong, with line and position.</param>
    public sealed record NotJson(string Detail) : ApplicationCheck;

    /// <summary>The document breaks the service's schema or its checks.</summary>
    /// <param name="Errors">Every offending field.</param>
    public sealed record Invalid(IReadOnlyList<FieldError> Errors) : ApplicationCheck;

    /// <summary>The catalogue has no such integrated service.</summary>
    /// <param name="ServiceId">What was asked for.</param>
    /// <param name="KnownServices">The ids that there are.</param>
    public sealed record UnknownService(string ServiceId, IReadOnlyList<string> KnownServices) : ApplicationCheck;
}
