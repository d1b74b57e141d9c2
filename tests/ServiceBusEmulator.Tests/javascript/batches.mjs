import assert from "node:assert/strict";
import { witness } from "./witness.mjs";

await witness(async (client) => {
  const sender = client.createSender("plain");
  const batch = await sender.createMessageBatch();
  assert.equal(batch.maxSizeInBytes, 1024 * 1024);
  for (let index = 0; index < 500; index++) {
    assert.ok(batch.tryAddMessage({ body: index }));
  }
  await sender.sendMessages(batch);

  const receiver = client.createReceiver("plain", { receiveMode: "receiveAndDelete" });
  const received = [];
  while (received.length < 500) {
    received.push(...(await receiver.receiveMessages(500 - received.length, { maxWaitTimeInMs: 1000 })));
  }
  assert.deepEqual(received.map((message) => message.body), [...Array(500).keys()]);

  const large = Buffer.alloc(900_000, 7);
  await sender.sendMessages({ body: large });
  const [message] = await receiver.receiveMessages(1);
  assert.ok(large.equals(message.body));
  await assert.rejects(sender.sendMessages({ body: Buffer.alloc(1_100_000) }), { code: "MessageSizeExceeded" });

  // Credit that was not used up is drained at the end of each call: the next receiver gets the next message.
  const first = client.createReceiver("plain");
  assert.deepEqual(await first.receiveMessages(10, { maxWaitTimeInMs: 100 }), []);
  await sender.sendMessages({ body: "for the second" });
  const [second] = await client.createReceiver("plain", { receiveMode: "receiveAndDelete" }).receiveMessages(1);
  assert.equal(second.body, "for the second");

  await Promise.all([...Array(2000).keys()].map((body) => sender.sendMessages({ body })));
  const seen = new Set();
  await new Promise((resolve, reject) => {
    const subscription = client.createReceiver("plain").subscribe(
      {
        processMessage: async ({ body }) => void (seen.add(body).size === 2000 && setImmediate(resolve)),
        processError: async ({ error }) => reject(error),
      },
      { maxConcurrentCalls: 100 },
    );
    assert.ok(subscription);
  });
});
