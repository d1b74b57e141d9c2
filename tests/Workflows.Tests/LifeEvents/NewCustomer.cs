using System.Text;
using Integration.Workflows.LifeEvents;

namespace Integration.Workflows.Tests.LifeEvents;

/// <summary>An energy supplier's event about a new customer.</summary>
internal static class NewCustomer
{
    public const string Supplier = "be-lumilux";

    public static LifeEvent Event(
        string number = "85073003328", string postalCode = "9000", string use = "household", string id = "evt-1") => new(
        "be.energy.customer-connected.v1", id, "/lumilux/connections", Supplier, Encoding.UTF8.GetBytes($$"""
            {
              "customer": { "nationalNumber": "{{number}}" },
              "contract": { "number": "LX-2025-000417", "energy": "electricity" },
              "connection": { "since": "2025-09-15", "postalCode": "{{postalCode}}", "use": "{{use}}" }
            }
            """));

    public static LifeEvent With(this LifeEvent told, string data) => told with { Data = Encoding.UTF8.GetBytes(data) };

    public static string Text(this LifeEvent told) => Encoding.UTF8.GetString(told.Data.Span);
}
