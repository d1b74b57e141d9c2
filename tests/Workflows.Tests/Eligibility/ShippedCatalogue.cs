using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Tests.Eligibility;

/// <summary>The packs that ship, loaded once: a catalogue is immutable.</summary>
public sealed class ShippedCatalogue
{
    public ServiceCatalogue Catalogue { get; } = ServiceCatalogue.LoadShipped();
}
