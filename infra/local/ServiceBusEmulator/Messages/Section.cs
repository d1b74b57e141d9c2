namespace Integration.Local.ServiceBusEmulator.Messages;

/// <summary>Where a section stands in an encoded message: from <see cref="Start"/> up to, not including, <see cref="End"/>.</summary>
internal readonly record struct Section(SectionCode Code, int Start, int End);
