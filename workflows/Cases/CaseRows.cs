using Azure.Data.Tables;
using Integration.Workflows.Audit;
using Integration.Workflows.Consent;
using Integration.Workflows.Plans;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Cases;

/// <summary>
/// Cases as rows of their partition: <c>head</c>, <c>key</c>, <c>application</c>, <c>request|…</c>, <c>result|…</c>,
/// <c>audit|00000001</c>, <c>consent|0001</c>.
/// </summary>
internal static class CaseRows
{
    private const string HeadKey = "head";
    private const string ApplicationKey = "application";
    private const string RequestPrefix = "request|";
    private const string ResultPrefix = "result|";
    private const string AuditPrefix = "audit|";
    private const string ConsentPrefix = "consent|";

    // A property of a table holds 64 KiB at most.
    private const int ChunkLength = 60 * 1024;

    /// <summary>The rows of a change; the head comes first, so that it decides which conflict is reported.</summary>
    public static List<TableTransactionAction> ActionsOf(CaseChange change)
    {
        var head = HeadRow(change.Head);
        var actions = new List<TableTransactionAction>
        {
            change.ExpectedRevision is null
                ? new(TableTransactionActionType.Add, head)
                : new(TableTransactionActionType.UpdateReplace, head, new Azure.ETag(change.ExpectedRevision)),
        };
        List<TableEntity> added =
        [
            .. change.Key is { } key ? [KeyRows.Of(change.Head.Id, key)] : Array.Empty<TableEntity>(),
            .. change.SealedApplication is { } application ? [ApplicationRow(change.Head.Id, application)] : Array.Empty<TableEntity>(),
            .. change.Consents.Select(record => ConsentRow(change.Head.Id, record)),
            .. change.Requests.Select(RequestRow),
            .. change.Results.Select(ResultRow),
            .. change.Audit.Select(record => AuditRow(change.Head.Id, record)),
        ];
        actions.AddRange(added.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)));
        return actions;
    }

    /// <summary>A case from its rows, or null when there is no head.</summary>
    public static CaseRecord? Read(IReadOnlyList<TableEntity> rows)
    {
        if (rows.FirstOrDefault(row => row.RowKey == HeadKey) is not { } head)
        {
            return null;
        }

        var id = head.PartitionKey;
        return new(
            ReadHead(head),
            head.ETag.ToString(),
            rows.FirstOrDefault(row => row.RowKey == KeyRows.RowKey) is { } key ? KeyRows.Read(key)
                : throw new InvalidOperationException($"Case {id} has no key."),
            rows.FirstOrDefault(row => row.RowKey == ApplicationKey) is { } application ? ReadBytes(application) : [],
            [.. With(rows, RequestPrefix).Select(row => ReadRequest(id, row))],
            [.. With(rows, ResultPrefix).Select(row => ReadResult(id, row)).OrderBy(result => result.Order)],
            [.. With(rows, AuditPrefix).Select(ReadAudit).OrderBy(record => record.Sequence)])
        {
            Consents = [.. With(rows, ConsentPrefix).Select(ReadConsent).OrderBy(record => record.Sequence)],
        };
    }

    private static IEnumerable<TableEntity> With(IReadOnlyList<TableEntity> rows, string prefix) =>
        rows.Where(row => row.RowKey.StartsWith(prefix, StringComparison.Ordinal));

    private static TableEntity HeadRow(CaseHead head) => new(head.Id, HeadKey)
    {
        ["service"] = head.Service,
        ["catalogue"] = head.CatalogueVersion,
        ["agency"] = head.Agency,
        ["bodyHash"] = head.BodyHash,
        ["status"] = head.Status.ToString(),
        ["attempt"] = head.Attempt,
        ["receivedAt"] = head.ReceivedAt.ToUnixTimeMilliseconds(),
        ["closedAt"] = head.ClosedAt?.ToUnixTimeMilliseconds(),
        ["outcome"] = head.Outcome,
        ["responsible"] = head.Responsible,
        ["tipSequence"] = head.Tip.Sequence,
        ["tipHash"] = head.Tip.Hash,
    };

    private static CaseHead ReadHead(TableEntity row) => new(
        row.PartitionKey,
        Text(row, "service"),
        Text(row, "catalogue"),
        Text(row, "agency"),
        Text(row, "bodyHash"),
        Enum.Parse<CaseStatus>(Text(row, "status")),
        row.GetInt32("attempt") ?? 0,
        Time(row, "receivedAt"),
        row.GetInt64("closedAt") is { } closed ? DateTimeOffset.FromUnixTimeMilliseconds(closed) : null,
        row.GetString("outcome"),
        new(row.GetInt64("tipSequence") ?? 0, Text(row, "tipHash")))
    {
        Responsible = row.GetString("responsible"),
    };

    private static TableEntity ApplicationRow(string id, byte[] data) => WithBytes(new(id, ApplicationKey), data);

    private static TableEntity RequestRow(StepRequest request) => new(request.Key.CaseId, RequestPrefix + request.Key.RowName)
    {
        ["key"] = request.Key.ToString(),
        ["participant"] = request.Participant,
        ["topic"] = request.Topic,
        ["purpose"] = request.Purpose,
        ["requestedAt"] = request.RequestedAt.ToUnixTimeMilliseconds(),
        ["refusal"] = request.Refusal,
        ["askedOf"] = request.AskedOf.ToString(),
        ["sender"] = request.Sender,
        ["resultsKnown"] = request.ResultsKnown,
        ["auditKnown"] = request.AuditKnown,
    };

    private static StepRequest ReadRequest(string id, TableEntity row) => new(
        Key(id, row), Text(row, "participant"), Text(row, "topic"), Text(row, "purpose"),
        Time(row, "requestedAt"), row.GetString("refusal"))
    {
        AskedOf = Enum.Parse<Addressee>(Text(row, "askedOf")),
        Sender = Text(row, "sender"),
        ResultsKnown = row.GetInt32("resultsKnown") ?? 0,
        AuditKnown = row.GetInt64("auditKnown") ?? 0,
    };

    private static TableEntity ResultRow(StepResult result) => WithBytes(
        new(result.Key.CaseId, result.RowKey)
        {
            ["key"] = result.Key.ToString(),
            ["answerId"] = result.AnswerId,
            ["order"] = result.Order,
            ["status"] = result.Status,
            ["at"] = result.At.ToUnixTimeMilliseconds(),
        },
        result.SealedAnswer);

    private static StepResult ReadResult(string id, TableEntity row) => new(
        Key(id, row), Text(row, "answerId"), row.GetInt64("order") ?? 0, Text(row, "status"), Time(row, "at"), ReadBytes(row));

    private static TableEntity ConsentRow(string id, ConsentRecord record) =>
        new(id, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{ConsentPrefix}{record.Sequence:D4}"))
        {
            ["sequence"] = record.Sequence,
            ["purpose"] = record.Purpose,
            ["decision"] = record.Decision.ToString(),
            ["at"] = record.At.ToUnixTimeMilliseconds(),
            ["by"] = record.By,
            ["channel"] = record.Channel,
            ["notice"] = record.NoticeVersion,
            ["language"] = record.Language,
            ["expiresAt"] = record.ExpiresAt?.ToUnixTimeMilliseconds(),
        };

    private static ConsentRecord ReadConsent(TableEntity row) => new(
        row.GetInt32("sequence") ?? 0, Text(row, "purpose"), Enum.Parse<ConsentDecision>(Text(row, "decision")),
        Time(row, "at"), Text(row, "by"), Text(row, "channel"), Text(row, "notice"), Text(row, "language"),
        row.GetInt64("expiresAt") is { } end ? DateTimeOffset.FromUnixTimeMilliseconds(end) : null);

    private static TableEntity AuditRow(string id, AuditRecord record) =>
        new(id, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{AuditPrefix}{record.Sequence:D8}"))
        {
            ["sequence"] = record.Sequence,
            ["at"] = record.At.ToUnixTimeMilliseconds(),
            ["kind"] = record.Kind,
            ["actor"] = record.Actor,
            ["subject"] = record.Subject,
            ["details"] = record.Details,
            ["previousHash"] = record.PreviousHash,
            ["hash"] = record.Hash,
        };

    private static AuditRecord ReadAudit(TableEntity row) => new(
        row.GetInt64("sequence") ?? 0, Time(row, "at"), Text(row, "kind"), Text(row, "actor"), Text(row, "subject"), Text(row, "details"),
        Text(row, "previousHash"), Text(row, "hash"));

    private static TableEntity WithBytes(TableEntity row, byte[] data)
    {
        foreach (var (index, chunk) in data.Chunk(ChunkLength).Index())
        {
            row[$"data{index}"] = chunk;
        }

        return row;
    }

    private static byte[] ReadBytes(TableEntity row)
    {
        var data = new List<byte>();
        for (var index = 0; row.GetBinary($"data{index}") is { } chunk; index++)
        {
            data.AddRange(chunk);
        }

        return [.. data];
    }

    private static StepKey Key(string id, TableEntity row) => StepKey.TryParse(row.GetString("key"), out var key) && key.CaseId == id
        ? key
        : throw new InvalidOperationException($"Row {row.RowKey} of case {id} has no step key.");

    private static string Text(TableEntity row, string name) =>
        row.GetString(name) ?? throw new InvalidOperationException($"Row {row.RowKey} of case {row.PartitionKey} has no {name}.");

    private static DateTimeOffset Time(TableEntity row, string name) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(name) ?? 0);
}
