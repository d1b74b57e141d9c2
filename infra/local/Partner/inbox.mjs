import { answer, read } from "./contract.mjs";

/**
 * Takes one message to its end. Whatever fails on the way throws, and the message comes again: nothing here minds being done twice.
 *
 * @param message as the SDK received it, locked
 * @param desk participant, step, decide (a request to the bodies of its answers, in order), receiver (settles), outbox (sends), ledger (records),
 *   say (prints) and now (tells the time)
 */
export async function take(message, desk) {
  const request = read(message, desk.participant, desk.step);
  switch (request.kind) {
    case "request":
      await answerRequest(request, message, desk);
      break;
    case "cancellation":
      desk.say(`${request.stepKey} was cancelled`);
      break;
    case "consent-ended":
      desk.say(`${request.stepKey} has no consent any more (${request.reason}): its data are not used from now on`);
      desk.ledger.write({ event: "consent-ended", stepKey: request.stepKey, messageId: message.messageId });
      break;
    case "malformed":
      desk.say(`message ${message.messageId} is malformed and goes to the dead letters: ${request.problem}`);
      await desk.receiver.deadLetterMessage(message, { deadLetterReason: "malformed", deadLetterErrorDescription: request.problem });
      return;
  }

  await desk.receiver.completeMessage(message);
}

// The broker has each answer before the next is sent, and all of them before the request is let go.
async function answerRequest(request, message, { participant, decide, outbox, ledger, say, now }) {
  say(`${request.stepKey} was received (delivery ${message.deliveryCount + 1})`);
  ledger.write({ event: "received", stepKey: request.stepKey, messageId: message.messageId, delivery: message.deliveryCount + 1 });
  for (const body of decide(request)) {
    const sent = answer(request, participant, body, now());
    await outbox.send(request.replyTo, sent);
    say(`${request.stepKey} was answered: ${body.status}`);
    ledger.write({ event: "answered", stepKey: request.stepKey, messageId: sent.messageId, status: body.status });
  }
}
