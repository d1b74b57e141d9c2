import assert from "node:assert/strict";
import { witness } from "./witness.mjs";

await witness(async (client) => {
  const sender = client.createSender("orders");
  await sender.sendMessages([
    { body: "red 5", messageId: "1", applicationProperties: { color: "red", size: 5 } },
    { body: "red 6", messageId: "2", applicationProperties: { color: "red", size: 6 } },
    { body: "urgent", messageId: "3", subject: "urgent" },
  ]);

  const all = client.createReceiver("orders", "all", { receiveMode: "receiveAndDelete" });
  assert.deepEqual((await all.receiveMessages(3)).map((message) => message.body), ["red 5", "red 6", "urgent"]);
  const red = client.createReceiver("orders", "red");
  const matched = await red.receiveMessages(3, { maxWaitTimeInMs: 300 });
  assert.deepEqual(matched.map((message) => message.body), ["red 5", "urgent"]);
  for (const message of matched) {
    await red.completeMessage(message);
  }
});
