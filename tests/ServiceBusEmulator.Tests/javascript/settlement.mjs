import assert from "node:assert/strict";
import { witness } from "./witness.mjs";

await witness(async (client) => {
  const sender = client.createSender("plain");
  const receiver = client.createReceiver("plain");

  await sender.sendMessages({
    body: { answer: 42 },
    messageId: "m1",
    correlationId: "c1",
    subject: "greeting",
    contentType: "application/json",
    applicationProperties: { color: "red", size: 5, price: 1.5, yes: true },
  });
  const [message] = await receiver.receiveMessages(1);
  assert.deepEqual(message.body, { answer: 42 });
  assert.equal(message.messageId, "m1");
  assert.equal(message.correlationId, "c1");
  assert.equal(message.subject, "greeting");
  assert.equal(message.contentType, "application/json");
  assert.deepEqual(message.applicationProperties, { color: "red", size: 5, price: 1.5, yes: true });
  assert.equal(message.deliveryCount, 0);
  assert.equal(message.state, "active");
  assert.ok(message.sequenceNumber);
  assert.ok(message.enqueuedTimeUtc instanceof Date);
  assert.ok(message.lockedUntilUtc > new Date());

  await receiver.abandonMessage(message, { attempt: 1 });
  const [again] = await receiver.receiveMessages(1);
  assert.equal(again.deliveryCount, 1);
  assert.equal(again.applicationProperties.attempt, 1);
  assert.equal(again.applicationProperties.color, "red");

  await receiver.deferMessage(again, { set: "aside" });
  assert.deepEqual(await receiver.receiveMessages(1, { maxWaitTimeInMs: 200 }), []);
  const [deferred] = await receiver.receiveDeferredMessages(again.sequenceNumber);
  assert.equal(deferred.state, "deferred");
  assert.equal(deferred.applicationProperties.set, "aside");

  const until = deferred.lockedUntilUtc;
  const renewed = await receiver.renewMessageLock(deferred);
  assert.ok(renewed >= until);

  await receiver.deadLetterMessage(deferred, {
    deadLetterReason: "unreadable",
    deadLetterErrorDescription: "nobody can read this",
    note: "kept",
  });
  const deadLetters = client.createReceiver("plain", { subQueueType: "deadLetter" });
  const [dead] = await deadLetters.receiveMessages(1);
  assert.equal(dead.deadLetterReason, "unreadable");
  assert.equal(dead.deadLetterErrorDescription, "nobody can read this");
  assert.equal(dead.applicationProperties.note, "kept");
  assert.equal(dead.deadLetterSource, "plain");
  assert.equal(String(dead.sequenceNumber), String(message.sequenceNumber));
  await deadLetters.completeMessage(dead);

  await assert.rejects(deadLetters.completeMessage(dead));
  assert.deepEqual(await deadLetters.peekMessages(1), []);
});
