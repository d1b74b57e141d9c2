import assert from "node:assert/strict";
import { witness } from "./witness.mjs";

await witness(async (client) => {
  const sender = client.createSender("short-sessions");
  await sender.sendMessages([{ body: 1, sessionId: "s" }, { body: 2, sessionId: "s" }]);
  const first = await client.acceptSession("short-sessions", "s", { maxAutoLockRenewalDurationInMs: 0 });
  const messages = await first.receiveMessages(2);
  const second = await acceptWhenFree(client);
  const again = await second.receiveMessages(2);
  assert.deepEqual(again.map((message) => [message.body, message.deliveryCount]), [[1, 1], [2, 1]]);
  await assert.rejects(first.completeMessage(messages[0]), { code: "SessionLockLost" });
  for (const message of again) {
    await second.completeMessage(message);
  }
});

async function acceptWhenFree(client) {
  for (;;) {
    try {
      return await client.acceptSession("short-sessions", "s");
    } catch (error) {
      assert.equal(error.code, "SessionCannotBeLocked");
    }
  }
}
