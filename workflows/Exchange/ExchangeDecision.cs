using System.Text.Json;
using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Exchange;

/// <summary>What the gate decided about a request.</summary>
public abstract record ExchangeDecision
{
    private ExchangeDecision()
    {
    }

    /// <summary>It may pass, with exactly these attributes.</summary>
    /// <param name="Agreement">Under which agreement.</param>
    /// <param name="Attributes">The application, cut down to what the agreement and the plan name.</param>
    public sealed record Forwarded(Agreement Agreement, JsonElement Attributes) : ExchangeDecision;

    /// <summary>It may not.</summary>
    /// <param name="Reason">One of <see cref="RefusalReasons"/>.</param>
    public sealed record Refused(string Reason) : ExchangeDecision;
}
