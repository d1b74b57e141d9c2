using System.Text;
using System.Text.Json;
using Integration.Workflows.Applications;
using Integration.Workflows.Audit;
using Integration.Workflows.Cases;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Catalogue.Archive;
using Integration.Workflows.Consent;
using Integration.Workflows.Evidence;
using Integration.Workflows.Exchange;
using Integration.Workflows.LifeEvents;
using Integration.Workflows.Participants;
using Integration.Workflows.Plans;
using Integration.Workflows.Protection;
using Integration.Workflows.Steps;
using Integration.Workflows.Tests.Catalogue.Archive;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Workflows.Tests.Cases;

/// <summary>The parts of the network that a case passes, put together for a test; messages are kept instead of sent.</summary>
internal sealed class Network
{
    public const string Agency = "toronto-service-centre";
    public const string Partner = "maple-education-savings";
    private static readonly byte[] PseudonymKey = [.. Enumerable.Range(0, 32).Select(value => (byte)value)];
    private static readonly MasterKeys SomeKeys = new(new Dictionary<string, byte[]> { ["first"] = PseudonymKey }, "first");
    private static readonly ServiceCatalogue Shipped = ServiceCatalogue.LoadShipped();

    public Network(ICaseStore? store = null, ServiceCatalogue? catalogue = null, ICatalogueArchive? archive = null, MasterKeys? keys = null)
    {
        Catalogue = catalogue ?? Shipped;
        Catalogues = new Catalogues(Catalogue, archive ?? new InMemoryCatalogueArchive());
        Store = store ?? new InMemoryCaseStore();
        var pseudonyms = new Pseudonyms(PseudonymKey);
        keys ??= SomeKeys;
        Plans = new CasePlans(Catalogues, keys);
        Intake = new CaseIntake(Catalogues, Store, Exchange, keys, Time);
        LifeEvents = new LifeEventIntake(
            Catalogues, new ApplicationValidator(Catalogue, Time), Intake, Exchange, Time, NullLogger<LifeEventIntake>.Instance);
        Attempts = new CaseAttempts(Plans, Store, Exchange, Time);
        Turns = new TaskTurns(Plans, Store, Exchange, new StepMessages(pseudonyms), Time);
        Receiver = new AnswerReceiver(Plans, Store, Time);
        Answering = new QuestionAnswering(Plans, Store, Time);
        Consents = new ConsentRecording(Plans, Store, Exchange, Time);
        Withdrawal = new CaseWithdrawal(Store, Time);
        Hosted = new HostedParticipant(new EvidenceHolder(pseudonyms));
    }

    public ServiceCatalogue Catalogue { get; }

    public ICatalogues Catalogues { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2025, 9, 1, 12, 0, 0, TimeSpan.Zero));

    public ICaseStore Store { get; }

    public RecordedExchange Exchange { get; } = new();

    public CasePlans Plans { get; }

    public CaseIntake Intake { get; }

    public LifeEventIntake LifeEvents { get; }

    public CaseAttempts Attempts { get; }

    public TaskTurns Turns { get; }

    public AnswerReceiver Receiver { get; }

    public QuestionAnswering Answering { get; }

    public ConsentRecording Consents { get; }

    public CaseWithdrawal Withdrawal { get; }

    public HostedParticipant Hosted { get; }

    public static string Newborn { get; } = """
        {
          "applicant": {
            "givenName": "Amélie", "familyName": "Tremblay-Singh", "birthDate": "1994-05-17", "sin": "123456782", "email": "amelie@example.com",
            "language": "en", "address": { "street": "100 Queen Street West", "city": "Toronto", "province": "ON", "postalCode": "M5H 2N2" },
            "statusInCanada": "citizen", "residentForTaxPurposes": true, "primaryCaregiver": true,
            "credential": { "provider": "my-ontario-account", "assurance": "verified" }
          },
          "children": [ { "givenName": "Noah", "familyName": "Tremblay-Singh", "birthDate": "2025-06-14", "livesWithApplicant": true } ],
          "household": { "adults": 2, "adjustedFamilyNetIncome": 60000, "afterTaxIncome": 51500 },
          "statementOfLiveBirth": { "birthDate": "2025-06-14", "province": "ON" },
          "consents": [
            { "purpose": "transit-discount-assessment", "decision": "accept" },
            { "purpose": "education-savings-referral", "decision": "accept" }
          ]
        }
        """;

    public async Task<string> AcceptAsync(string? application = null, string key = "key-1", string service = "newborn")
    {
        var answer = await Intake.AcceptAsync(Agency, service, key, Encoding.UTF8.GetBytes(application ?? Newborn), Cancel);
        return answer.ShouldBeOfType<IntakeAnswer.Accepted>().Head.Id;
    }

    /// <summary>Accepts a case and asks for its first stages, the last of them left to the test.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<string>>> OpenAsync(string caseId) =>
        (await Attempts.OpenAsync(new CaseAttempt(caseId, 1), Cancel)).Stages;

    public Task<IReadOnlyList<TaskTurn>> TakeAsync(string caseId, IReadOnlyList<string> tasks, string? awaiting = null) =>
        Turns.TakeAsync(new StageRequest(caseId, tasks, awaiting), Cancel);

    public Task<AnswerOutcome> AnswerAsync(
        string stepKey, string participant, StepAnswer answer, string? messageId = null) => Receiver.ReceiveAsync(
            new IncomingAnswer(
                messageId ?? $"{stepKey}/{answer.Status}", stepKey, stepKey.Split('/')[0], participant,
                JsonSerializer.SerializeToUtf8Bytes(answer, CaseJson.Options)),
            Cancel);

    /// <summary>Lets the participant that a message is for do its work: hosted ones really, the partner accepts and completes.</summary>
    public async Task<AnswerOutcome> WorkAsync(ExchangeMessage message)
    {
        var body = JsonSerializer.Deserialize<StepRequestBody>(message.Body, CaseJson.Options)!;
        if (message.Participant == Partner)
        {
            await AnswerAsync(body.StepKey, Partner, new StepAnswer("accepted"));
            return await AnswerAsync(body.StepKey, Partner, new StepAnswer("completed"));
        }

        return await AnswerAsync(body.StepKey, message.Participant!, Hosted.Answer(Catalogue, message.Participant!, body));
    }

    public async Task<CaseRecord> ReadAsync(string caseId) => (await Store.FindAsync(caseId, Cancel)).ShouldNotBeNull();

    public async Task<CaseView> ViewAsync(string caseId) => CaseViews.Of(Plans.Open(Catalogue, await ReadAsync(caseId)));

    public async Task<AuditVerification> VerifyAuditAsync(string caseId)
    {
        var record = await ReadAsync(caseId);
        return AuditChain.Verify(caseId, record.Audit, record.Head.Tip);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
