using CsCheck;
using Integration.Local.ServiceBusEmulator.Entities;
using Integration.Local.ServiceBusEmulator.Topology;
using static Integration.Local.ServiceBusEmulator.Tests.Messages.TestMessage;

namespace Integration.Local.ServiceBusEmulator.Tests.Entities;

/// <summary>Whatever receivers do, in whatever order: no message is lost, none is held twice, none comes back once completed.</summary>
public sealed class QueueLawsTests
{
    private enum Step
    {
        Send,
        Grant,
        Complete,
        Abandon,
        Release,
        Defer,
        DeadLetter,
        TakeDeferred,
        Pass,
        Leave,
    }

    private static readonly Gen<(Step Step, int Choice)[]> _histories =
        Gen.Select(Gen.Enum<Step>(), Gen.Int[0, 100]).Array[0, 80];

    [Fact]
    public void No_message_of_a_queue_is_lost_held_twice_or_seen_after_its_end() =>
        _histories.Sample(history => Run(history, sessions: false));

    [Fact]
    public void No_message_of_a_session_is_lost_held_twice_or_seen_after_its_end() =>
        _histories.Sample(history => Run(history, sessions: true));

    private static void Run((Step Step, int Choice)[] history, bool sessions)
    {
        var entities = new TestNamespace(
            new QueueSettings { LockDuration = TimeSpan.FromSeconds(30), MaxDeliveryCount = 4, RequiresSession = sessions });
        var model = new Model(entities, sessions);
        foreach (var (step, choice) in history)
        {
            model.Take(step, choice);
            model.Check();
        }
    }

    private sealed class Model(TestNamespace entities, bool sessions)
    {
        private readonly HashSet<long> _sent = [];
        private readonly HashSet<long> _completed = [];
        private readonly List<long> _deferred = [];
        private readonly List<MessageView> _held = [];
        private readonly List<TestReceiver> _receivers = [];

        public void Take(Step step, int choice)
        {
            switch (step)
            {
                case Step.Send:
                    _sent.Add(entities.Send(Content(sessionId: sessions ? $"s{choice % 3}" : null)));
                    break;
                case Step.Grant when _receivers.Count < 3:
                    _receivers.Add(sessions ? TestReceiver.Accepting(entities.Queue) : TestReceiver.Joining(entities.Queue, 0));
                    break;
                case Step.Grant:
                    entities.Queue.Grant(_receivers[choice % 3].Receiver, 1 + (choice % 4), drain: choice % 5 == 0);
                    break;
                case Step.Pass:
                    entities.PassSeconds(choice % 40);
                    break;
                case Step.Leave when _receivers.Count > 0:
                    entities.Queue.Leave(_receivers[choice % _receivers.Count].Receiver);
                    Collect();
                    _receivers.RemoveAt(choice % _receivers.Count);
                    break;
                case Step.TakeDeferred when _deferred.Count > 0 && !sessions:
                    _held.AddRange(entities.Queue.ReceiveDeferred([_deferred[choice % _deferred.Count]], ReceiveMode.PeekLock, null));
                    _deferred.RemoveAt(choice % _deferred.Count);
                    break;
                default:
                    Settle(step, choice);
                    break;
            }

            Collect();
        }

        public void Check()
        {
            var there = entities.Queue.Peek(0, int.MaxValue, null).Concat(entities.DeadLetters.Peek(0, int.MaxValue, null)).ToList();
            there.Select(message => message.SequenceNumber).ShouldBeUnique();
            there.Select(message => message.SequenceNumber).Order().ShouldBe(_sent.Except(_completed).Order());
            entities.Journal.Messages.Count.ShouldBe(there.Count);
            there.Where(message => message.LockToken is not null).Select(message => message.LockToken).ShouldBeUnique();
        }

        private void Settle(Step step, int choice)
        {
            if (_held.Count == 0 || step is Step.Leave or Step.TakeDeferred)
            {
                return;
            }

            var message = _held[choice % _held.Count];
            _held.Remove(message);
            var settlement = Settlement.Plain(Enum.Parse<SettlementKind>(step.ToString()));
            try
            {
                entities.Queue.Settle(message.LockToken!.Value, settlement);
            }
            catch (EntityException)
            {
                return;
            }

            if (step == Step.Complete)
            {
                _completed.Add(message.SequenceNumber).ShouldBeTrue();
            }
            else if (step == Step.Defer)
            {
                _deferred.Add(message.SequenceNumber);
            }
        }

        private void Collect()
        {
            foreach (var receiver in _receivers)
            {
                receiver.Received.ShouldAllBe(message => !_completed.Contains(message.SequenceNumber));
                _held.AddRange(receiver.Received);
                receiver.Received.Clear();
            }
        }
    }
}
