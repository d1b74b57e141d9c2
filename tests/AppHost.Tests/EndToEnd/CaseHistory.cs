using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Integration.Local.AppHost.Keys;
using Integration.Local.AppHost.Running;
using Integration.Local.AppHost.Tokens;
using Integration.Workflows.Audit;
using Integration.Workflows.Cases;

namespace Integration.Local.AppHost.Tests.EndToEnd;

/// <summary>What is on record about a case, as an operator gets it.</summary>
internal sealed record CaseHistory(string Id, AuditVerification Verification, IReadOnlyList<AuditRecord> Records)
{
    /// <summary>The statuses that were stored for a step, in order.</summary>
    public IEnumerable<string> AnswersTo(string stepKey) => Records
        .Where(record => record.Kind == AuditKinds.AnswerStored && record.Subject == stepKey)
        .Select(record => JsonElement.Parse(record.Details).GetProperty("status").GetString()!);

    public static async Task<CaseHistory> ReadAsync(Addresses addresses, TemporaryDirectory directory, string id)
    {
        using var key = SigningKey.Of(directory.Data);
        using var http = new HttpClient { BaseAddress = addresses.Functions };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", new TokenIssuer(key, TimeProvider.System).Issue("operator", [TokenRoles.Operator], TokenIssuer.DefaultLifetime));
        var answer = await http.GetFromJsonAsync<CaseHistory>(
            $"api/cases/{id}/audit", CaseJson.Options, TestContext.Current.CancellationToken);
        return answer.ShouldNotBeNull();
    }
}
