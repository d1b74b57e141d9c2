using System.Reflection;
using Integration.Functions.Cases;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Exchange;
using Microsoft.Azure.Functions.Worker;

namespace Integration.Azure.Tests;

/// <summary>Each role assignment that there is, and no other.</summary>
public sealed class RoleTests
{
    private const string OfTheBus =
        """
        functions | Azure Service Bus Data Receiver | bus/queues/intake
        functions | Azure Service Bus Data Receiver | bus/queues/life-events
        functions | Azure Service Bus Data Receiver | bus/queues/consent-expiry
        functions | Azure Service Bus Data Receiver | bus/queues/step-results
        functions | Azure Service Bus Data Receiver | bus/topics/identity-checks/subscriptions/hosted
        functions | Azure Service Bus Data Receiver | bus/topics/evidence-requests/subscriptions/hosted
        functions | Azure Service Bus Data Receiver | bus/topics/eligibility-checks/subscriptions/hosted
        functions | Azure Service Bus Data Receiver | bus/topics/handovers/subscriptions/hosted
        functions | Azure Service Bus Data Sender | bus/queues/intake
        functions | Azure Service Bus Data Sender | bus/queues/consent-expiry
        functions | Azure Service Bus Data Sender | bus/queues/step-results
        functions | Azure Service Bus Data Sender | bus/topics/identity-checks
        functions | Azure Service Bus Data Sender | bus/topics/evidence-requests
        functions | Azure Service Bus Data Sender | bus/topics/eligibility-checks
        functions | Azure Service Bus Data Sender | bus/topics/event-receipts
        functions | Azure Service Bus Data Sender | bus/topics/handovers
        functions | Azure Service Bus Data Sender | bus/topics/referrals
        """;

    private const string OfTheRest =
        """
        functions | Storage Blob Data Owner | host account
        functions | Storage Table Data Contributor | cases account
        functions | Key Vault Secrets User | vault
        functions | Monitoring Metrics Publisher | telemetry
        """;

    private const string OfAHubInStorage =
        """
        functions | Storage Queue Data Contributor | host account
        functions | Storage Table Data Contributor | host account
        """;

    private const string OfAHubInTheScheduler = "functions | Durable Task Data Contributor | scheduler/taskHubs/integration";

    private const string OfTheKeyOfficer = "00000000-0000-0000-0000-00000000000f | Key Vault Secrets Officer | vault";

    private const string OfParticipants =
        """
        00000000-0000-0000-0000-000000000001 | Azure Service Bus Data Receiver | bus/topics/referrals/subscriptions/au-coolamon-jobs
        00000000-0000-0000-0000-000000000001 | Azure Service Bus Data Sender | bus/queues/step-results
        00000000-0000-0000-0000-000000000002 | Azure Service Bus Data Receiver | bus/topics/referrals/subscriptions/au-far-west-bridge
        00000000-0000-0000-0000-000000000002 | Azure Service Bus Data Sender | bus/queues/step-results
        00000000-0000-0000-0000-000000000003 | Azure Service Bus Data Receiver | bus/topics/referrals/subscriptions/au-harbour-light-careers
        00000000-0000-0000-0000-000000000003 | Azure Service Bus Data Sender | bus/queues/step-results
        00000000-0000-0000-0000-000000000004 | Azure Service Bus Data Receiver | bus/topics/referrals/subscriptions/au-red-gum-pathways
        00000000-0000-0000-0000-000000000004 | Azure Service Bus Data Sender | bus/queues/step-results
        00000000-0000-0000-0000-000000000005 | Azure Service Bus Data Receiver | bus/topics/referrals/subscriptions/au-wattle-track-employment
        00000000-0000-0000-0000-000000000005 | Azure Service Bus Data Sender | bus/queues/step-results
        00000000-0000-0000-0000-000000000006 | Azure Service Bus Data Receiver | bus/topics/handovers/subscriptions/be-economy-review
        00000000-0000-0000-0000-000000000006 | Azure Service Bus Data Sender | bus/queues/step-results
        00000000-0000-0000-0000-000000000007 | Azure Service Bus Data Receiver | bus/topics/event-receipts/subscriptions/be-lumilux
        00000000-0000-0000-0000-000000000007 | Azure Service Bus Data Receiver | bus/topics/referrals/subscriptions/be-lumilux
        00000000-0000-0000-0000-000000000007 | Azure Service Bus Data Sender | bus/queues/life-events
        00000000-0000-0000-0000-000000000007 | Azure Service Bus Data Sender | bus/queues/step-results
        00000000-0000-0000-0000-000000000008 | Azure Service Bus Data Receiver | bus/topics/eligibility-checks/subscriptions/dk-region-midtjylland
        00000000-0000-0000-0000-000000000008 | Azure Service Bus Data Sender | bus/queues/step-results
        00000000-0000-0000-0000-000000000009 | Azure Service Bus Data Receiver | bus/topics/referrals/subscriptions/first-shift
        00000000-0000-0000-0000-000000000009 | Azure Service Bus Data Sender | bus/queues/step-results
        00000000-0000-0000-0000-00000000000a | Azure Service Bus Data Receiver | bus/topics/referrals/subscriptions/maple-education-savings
        00000000-0000-0000-0000-00000000000a | Azure Service Bus Data Sender | bus/queues/step-results
        """;

    private readonly ServiceCatalogue _catalogue = ServiceCatalogue.LoadShipped();

    [Fact]
    public void Without_participants_there_are_the_roles_of_the_functions_alone()
    {
        Assigned(Deployment.Dev).ShouldBe(Lines(OfTheBus, OfTheRest, OfAHubInStorage), ignoreOrder: true);
        Assigned(Deployment.Prod).ShouldBe(Lines(OfTheBus, OfTheRest, OfAHubInStorage), ignoreOrder: true);
    }

    [Fact]
    public void A_participant_takes_from_its_own_subscriptions_and_sends_to_the_queues_of_answers_and_events() =>
        Assigned(Deployment.Connected)
            .ShouldBe(Lines(OfTheBus, OfTheRest, OfAHubInStorage, OfTheKeyOfficer, OfParticipants), ignoreOrder: true);

    [Fact]
    public void With_the_scheduler_the_functions_need_no_queues_and_tables_of_the_host() =>
        Assigned(Deployment.Scheduler).ShouldBe(Lines(OfTheBus, OfTheRest, OfAHubInTheScheduler), ignoreOrder: true);

    [Fact]
    public void The_functions_may_take_from_what_triggers_them_and_from_nothing_else() =>
        OfTheFunctions("Azure Service Bus Data Receiver").ShouldBe(
            typeof(CaseStart).Assembly.GetTypes()
                .SelectMany(type => type.GetMethods())
                .SelectMany(method => method.GetParameters())
                .Select(parameter => parameter.GetCustomAttribute<ServiceBusTriggerAttribute>()).OfType<ServiceBusTriggerAttribute>()
                .Select(trigger => trigger.QueueName is { } queue
                    ? $"bus/queues/{queue}"
                    : $"bus/topics/{trigger.TopicName}/subscriptions/{trigger.SubscriptionName}"),
            ignoreOrder: true);

    [Fact]
    public void The_functions_may_send_to_their_own_queues_and_to_the_topics_of_the_plans()
    {
        var topics = _catalogue.Services.SelectMany(service => service.Plan).SelectMany(stage => stage.Tasks).Select(task => task.Topic)
            .Append(Destinations.EventReceipts).Distinct().Select(topic => $"bus/topics/{topic}");
        var queues = new[] { Destinations.Intake, Destinations.ConsentExpiry, Destinations.StepResults };

        OfTheFunctions("Azure Service Bus Data Sender")
            .ShouldBe(queues.Select(queue => $"bus/queues/{queue}").Concat(topics), ignoreOrder: true);
    }

    [Fact]
    public void Every_participant_that_runs_elsewhere_can_be_connected() =>
        Deployment.Connected.Of("Microsoft.ServiceBus/namespaces/topics/subscriptions").Select(subscription => subscription.LastName)
            .Where(name => name != "hosted").Distinct()
            .ShouldBe(
                _catalogue.Participants.Where(participant => participant.Hosting == Hosting.Remote).Select(participant => participant.Id),
                ignoreOrder: true);

    [Fact]
    public void Who_sends_events_may_send_them_and_nobody_else()
    {
        var senders = _catalogue.Services.SelectMany(service => service.StartedBy).Select(start => start.Sender).Distinct()
            .Where(sender => _catalogue.GetParticipant(sender).Hosting == Hosting.Remote);

        RoleAssignment.Of(Deployment.Connected)
            .Where(assignment => assignment.Scope == "bus/queues/life-events" && assignment.Who != "functions")
            .Select(assignment => NameOf(assignment.Who)).ShouldBe(senders, ignoreOrder: true);
    }

    [Fact]
    public void No_role_holds_for_the_group_or_the_subscription() =>
        Deployment.All.SelectMany(deployment => deployment.Of("Microsoft.Authorization/roleAssignments"))
            .ShouldAllBe(assignment => assignment.Path.Contains("/providers/Microsoft.Authorization/", StringComparison.Ordinal));

    [Fact]
    public void All_roles_are_assigned_in_one_file() =>
        Directory.EnumerateFiles(Built.PathOf("infra", "azure"), "*.bicep", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains("Microsoft.Authorization/roleAssignments", StringComparison.Ordinal))
            .Select(Path.GetFileName).ShouldBe(["roles.bicep"]);

    private static IEnumerable<string> Assigned(Deployment deployment) =>
        RoleAssignment.Of(deployment).Select(assignment => assignment.ToString());

    private static IEnumerable<string> OfTheFunctions(string role) =>
        RoleAssignment.Of(Deployment.Dev).Where(assignment => assignment.Who == "functions" && assignment.Role == role)
            .Select(assignment => assignment.Scope);

    // A participant is known by the subscription that it takes from.
    private static string NameOf(string who)
    {
        var scope = RoleAssignment.Of(Deployment.Connected)
            .First(assignment => assignment.Who == who && assignment.Role == "Azure Service Bus Data Receiver").Scope;
        return scope[(scope.LastIndexOf('/') + 1)..];
    }

    private static IEnumerable<string> Lines(params IEnumerable<string> tables) => tables.SelectMany(table => table.Split('\n'));
}
