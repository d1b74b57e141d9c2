namespace Integration.Local.ServiceBusEmulator.Messages;

/// <summary>Descriptor codes of message sections (AMQP 1.0, part 3, section 2).</summary>
internal enum SectionCode : ulong
{
    Header = 0x70,
    DeliveryAnnotations = 0x71,
    MessageAnnotations = 0x72,
    Properties = 0x73,
    ApplicationProperties = 0x74,
    Data = 0x75,
    AmqpSequence = 0x76,
    AmqpValue = 0x77,
    Footer = 0x78,
}
