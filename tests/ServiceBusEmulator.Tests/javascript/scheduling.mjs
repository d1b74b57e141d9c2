import assert from "node:assert/strict";
import { witness } from "./witness.mjs";

await witness(async (client) => {
  const sender = client.createSender("plain");
  const receiver = client.createReceiver("plain", { receiveMode: "receiveAndDelete" });
  const inAnHour = new Date(Date.now() + 3_600_000);
  const [kept, cancelled] = await sender.scheduleMessages([{ body: "kept" }, { body: "cancelled" }], inAnHour);
  const peeked = await receiver.peekMessages(10);
  assert.deepEqual(peeked.map((message) => [message.body, message.state]), [["kept", "scheduled"], ["cancelled", "scheduled"]]);
  assert.equal(peeked[0].scheduledEnqueueTimeUtc.getTime(), inAnHour.getTime());
  await sender.cancelScheduledMessages(cancelled);
  await assert.rejects(sender.cancelScheduledMessages(cancelled), { code: "MessageNotFound" });
  await sender.cancelScheduledMessages(kept);
  assert.deepEqual(await receiver.peekMessages(10), []);

  const due = new Date(Date.now() + 4000);
  await sender.scheduleMessages({ body: "soon" }, due);
  await sender.sendMessages({ body: "sooner", scheduledEnqueueTimeUtc: new Date(Date.now() + 2500) });
  assert.deepEqual(await receiver.receiveMessages(1, { maxWaitTimeInMs: 50 }), []);
  const [sooner] = await receiver.receiveMessages(1);
  assert.equal(sooner.body, "sooner");
  const [soon] = await receiver.receiveMessages(1);
  assert.equal(soon.body, "soon");
  assert.ok(Date.now() >= due.getTime());

  const topic = client.createSender("orders");
  await topic.scheduleMessages({ body: "to a topic" }, new Date(Date.now() + 300));
  const [all] = await client.createReceiver("orders", "all", { receiveMode: "receiveAndDelete" }).receiveMessages(1);
  assert.equal(all.body, "to a topic");
});
