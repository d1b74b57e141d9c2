using System.Text.Json;
using Integration.Functions.Cases;
using Integration.Functions.Security;
using Integration.Workflows.Audit;
using Integration.Workflows.Audit.Anchoring;
using Integration.Workflows.Audit.Verification;
using Integration.Workflows.Cases;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Integration.Functions.Tests.Cases;

public sealed class CaseAuditReadingTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly string Id = CaseId.From("portal", "newborn", "key");
    private readonly RecordedNetwork _network = new();
    private readonly RecordedAnchors _anchors = new();

    public CaseAuditReadingTests()
    {
        var head = new CaseHead(Id, "newborn", "v1", "portal", "hash", CaseStatus.Received, 0, Now, null, null, AuditChain.Start(Id));
        var entry = new AuditEntry(Now, AuditKinds.CaseReceived, "portal", Id);
        var change = CaseChange.Of(head, null, entry, entry);
        _network.Stored[Id] = new CaseRecord(change.Head, "1", OpenCase.Keys.NewKey(Id), [], [], [], change.Audit);
        var others = Enumerable.Range(1, 5).Select(number => CaseId.From("portal", "newborn", $"{number}"));
        _anchors.Stored.Add(AnchorChain.Append(
            null, Now.AddMinutes(5), isComplete: true,
            [.. others.Select(id => new AnchoredTip(id, 0, AuditChain.Start(id).Hash)), new(Id, 2, change.Head.Tip.Hash)]));
    }

    [Theory]
    [InlineData("portal", Role.Agency, 200)]
    [InlineData("another-portal", Role.Agency, 404)]
    [InlineData("anybody", Role.Operator, 200)]
    public async Task An_agency_sees_the_audit_of_its_own_cases_and_an_operator_of_all(string client, Role role, int status) =>
        (await ReadAsync(client, role)).Status.ShouldBe(status);

    [Fact]
    public async Task The_anchors_that_cover_the_case_are_given_with_proofs_that_others_can_check()
    {
        var body = (await ReadAsync()).Body;

        body.GetProperty("verification").GetProperty("intact").GetBoolean().ShouldBeTrue();
        body.GetProperty("records").GetArrayLength().ShouldBe(2);
        var covering = body.GetProperty("anchors").EnumerateArray().Single();
        covering.GetProperty("anchor").GetProperty("sequence").GetInt64().ShouldBe(1);
        covering.GetProperty("anchor").GetProperty("at").GetDateTimeOffset().ShouldBe(Now.AddMinutes(5));
        MerkleTree.Proves(
            covering.GetProperty("proof").Deserialize<InclusionProof>(CaseJson.Options)!,
            $"{Id}|2|{covering.GetProperty("tip").GetProperty("hash").GetString()}",
            covering.GetProperty("anchor").GetProperty("root").GetString()!).ShouldBeTrue();
    }

    [Fact]
    public async Task A_chain_that_was_rewritten_is_not_intact_though_it_holds_in_itself()
    {
        var stored = _network.Stored[Id];
        var forged = new AuditEntry(Now, "forged", "", "");
        var change = CaseChange.Of(stored.Head with { Tip = AuditChain.Start(Id) }, null, forged, forged);
        _network.Stored[Id] = stored with { Head = change.Head, Audit = change.Audit };

        var verification = (await ReadAsync()).Body.GetProperty("verification");

        verification.GetProperty("intact").GetBoolean().ShouldBeFalse();
        verification.TryGetProperty("brokenAt", out _).ShouldBeFalse();
        verification.GetProperty("findings").EnumerateArray().Single().GetProperty("kind").GetString().ShouldBe("chainRewritten");
    }

    private async Task<(int Status, JsonElement Body)> ReadAsync(string client = "portal", Role role = Role.Agency)
    {
        using var written = new MemoryStream();
        var http = new DefaultHttpContext();
        http.Response.Body = written;
        new Caller(client, new HashSet<Role> { role }).Enter(http);

        var reading = new CaseAuditReading(_network, new CaseAnchors(_anchors));
        var result = await reading.GetCaseAudit(http.Request, Id, TestContext.Current.CancellationToken);
        await result.ExecuteResultAsync(new ActionContext { HttpContext = http });
        return (http.Response.StatusCode, JsonElement.Parse(written.ToArray()));
    }
}
