import assert from "node:assert/strict";
import { witness } from "./witness.mjs";

await witness(async (client) => {
  const sender = client.createSender("sessions");
  await assert.rejects(sender.sendMessages({ body: "no session" }));
  await sender.sendMessages([
    { body: 1, sessionId: "a" },
    { body: 2, sessionId: "a" },
    { body: 3, sessionId: "b" },
  ]);
  await assert.rejects(client.createReceiver("sessions").receiveMessages(1), (error) => error.code === "InvalidOperation" || /session/.test(error.message));

  const a = await client.acceptSession("sessions", "a");
  assert.equal(a.sessionId, "a");
  assert.ok(a.sessionLockedUntilUtc > new Date());
  await assert.rejects(client.acceptSession("sessions", "a"), { code: "SessionCannotBeLocked" });

  const b = await client.acceptNextSession("sessions");
  assert.equal(b.sessionId, "b");
  const [third] = await b.receiveMessages(1);
  assert.equal(third.body, 3);
  assert.equal(third.sessionId, "b");
  await b.completeMessage(third);

  const messages = await a.receiveMessages(2);
  assert.deepEqual(messages.map((message) => message.body), [1, 2]);
  assert.equal(await a.getSessionState(), null);
  await a.setSessionState({ step: 7 });
  assert.deepEqual(await a.getSessionState(), { step: 7 });
  assert.ok((await a.renewSessionLock()) > new Date());
  await a.completeMessage(messages[0]);
  await a.deferMessage(messages[1]);
  const [deferred] = await a.receiveDeferredMessages(messages[1].sequenceNumber);
  assert.equal(deferred.body, 2);
  assert.equal((await a.peekMessages(10)).length, 1);
  await a.abandonMessage(deferred);
  await a.close();

  const again = await client.acceptSession("sessions", "a");
  assert.deepEqual(await again.getSessionState(), { step: 7 });
  await again.setSessionState(null);
  const [kept] = await again.receiveDeferredMessages(messages[1].sequenceNumber);
  await again.completeMessage(kept);
  await again.close();
  await b.close();

  // The client gives up waiting after its own time; a message that comes meanwhile ends the wait.
  const waiting = client.acceptNextSession("sessions");
  await sender.sendMessages({ body: "late", sessionId: "c" });
  const c = await waiting;
  assert.equal(c.sessionId, "c");
  const [late] = await c.receiveMessages(1);
  await c.completeMessage(late);
  await c.close();
  await assert.rejects(client.acceptNextSession("sessions", { maxAutoLockRenewalDurationInMs: 0 }), { code: "ServiceTimeout" });
});
