using Amqp;
using Amqp.Sasl;
using Amqp.Types;

namespace Integration.Local.ServiceBus.Amqp.Transport;

/// <summary>
/// Says nothing of who connects: that is left to the tokens put to <c>$cbs</c>. Takes the mechanism of Service Bus, or the anonymous one.
/// </summary>
internal sealed class CbsSaslProfile(Action caughtUp) : SaslProfile(new Symbol(Name))
{
    private const string Name = "MSSBCBS";
    private const string AnyoneName = "ANONYMOUS";

    protected override bool Match(Symbol mechanism) => mechanism.ToString() is Name or AnyoneName;

    protected override ITransport UpgradeTransport(ITransport transport) => new BufferedTransport((IAsyncTransport)transport, caughtUp);

    protected override DescribedList GetStartCommand(string hostname) => new SaslInit { Mechanism = Mechanism, HostName = hostname };

    protected override DescribedList OnCommand(DescribedList command) =>
        throw AmqpConditions.Exception(AmqpConditions.NotAllowed, $"the broker asks for more than {Mechanism} has to say");
}
