import assert from "node:assert/strict";
import { witness } from "./witness.mjs";

await witness(async (client) => {
  const sender = client.createSender("short-lock");
  await sender.sendMessages({ body: "slow", messageId: "slow" });
  const receiver = client.createReceiver("short-lock", { maxAutoLockRenewalDurationInMs: 0 });
  const [first] = await receiver.receiveMessages(1);
  const [second] = await receiver.receiveMessages(1);
  assert.equal(second.messageId, "slow");
  assert.equal(second.deliveryCount, 1);
  await assert.rejects(receiver.completeMessage(first), { code: "MessageLockLost" });

  // The second delivery is the last one allowed.
  const deadLetters = client.createReceiver("short-lock", { subQueueType: "deadLetter" });
  const [dead] = await deadLetters.receiveMessages(1);
  assert.equal(dead.deadLetterReason, "MaxDeliveryCountExceeded");
  await deadLetters.completeMessage(dead);

  await client.createSender("expiring").sendMessages({ body: "brief", timeToLive: 300 });
  const [expired] = await client.createReceiver("expiring", { subQueueType: "deadLetter" }).receiveMessages(1);
  assert.equal(expired.deadLetterReason, "TTLExpiredException");
  assert.equal(expired.body, "brief");

  const unique = client.createSender("unique");
  await unique.sendMessages([{ body: 1, messageId: "same" }, { body: 2, messageId: "same" }, { body: 3, messageId: "other" }]);
  const once = await client.createReceiver("unique", { receiveMode: "receiveAndDelete" }).receiveMessages(3, { maxWaitTimeInMs: 300 });
  assert.deepEqual(once.map((message) => message.body), [1, 3]);

  await client.createSender("forwarding").sendMessages({ body: "passed on" });
  const [forwarded] = await client.createReceiver("plain2", { receiveMode: "receiveAndDelete" }).receiveMessages(1);
  assert.equal(forwarded.body, "passed on");
});
