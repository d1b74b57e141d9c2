import { answer, read, statusesOf } from "./referral.mjs";

/**
 * Takes one message to its end. Whatever fails on the way throws, and the message comes again: nothing here minds being done twice.
 *
 * @param message as the SDK received it, locked
 * @param desk partner, decision, receiver (settles), outbox (sends), ledger (records), say (prints) and now (tells the time)
 */
export async function take(message, desk) {
  const request = read(message, desk.partner);
  switch (request.kind) {
    case "referral":
      await answerReferral(request, message, desk);
      break;
    case "cancellation":
      desk.say(`${request.stepKey} was cancelled`);
      break;
    case "malformed":
      desk.say(`message ${message.messageId} is malformed and goes to the dead letters: ${request.problem}`);
      await desk.receiver.deadLetterMessage(message, { deadLetterReason: "malformed", deadLetterErrorDescription: request.problem });
      return;
  }

  await desk.receiver.completeMessage(message);
}

// The broker has each answer before the next is sent, and all of them before the referral is let go.
async function answerReferral(referral, message, { partner, decision, outbox, ledger, say, now }) {
  say(`${referral.stepKey} was received (delivery ${message.deliveryCount + 1})`);
  ledger.write({ event: "received", stepKey: referral.stepKey, messageId: message.messageId, delivery: message.deliveryCount + 1 });
  for (const body of statusesOf(decision)) {
    const sent = answer(referral, partner, body, now());
    await outbox.send(referral.replyTo, sent);
    say(`${referral.stepKey} was answered: ${body.status}`);
    ledger.write({ event: "answered", stepKey: referral.stepKey, messageId: sent.messageId, status: body.status });
  }
}
