import assert from "node:assert/strict";
import { witness } from "./witness.mjs";

await witness(async (client) => {
  const rules = client.createRuleManager("orders", "changing");
  assert.deepEqual(await names(rules), ["$Default"]);
  await rules.createRule("big", { applicationProperties: { size: 9 }, correlationId: "c" });
  await assert.rejects(rules.createRule("big", { correlationId: "c" }), { code: "MessagingEntityAlreadyExists" });
  await assert.rejects(rules.createRule("sql", { sqlExpression: "size > 3 AND (" }));
  await rules.deleteRule("$Default");
  assert.deepEqual(await names(rules), ["big"]);
  for await (const rule of rules.listRules()) {
    assert.equal(rule.filter.correlationId, "c");
    assert.deepEqual(rule.filter.applicationProperties, { size: 9 });
  }
  await assert.rejects(rules.deleteRule("unknown"), { code: "MessagingEntityNotFound" });

  const sender = client.createSender("orders");
  await sender.sendMessages([
    { body: "small", correlationId: "c", applicationProperties: { size: 1 } },
    { body: "big", correlationId: "c", applicationProperties: { size: 9 } },
  ]);
  const receiver = client.createReceiver("orders", "changing", { receiveMode: "receiveAndDelete" });
  assert.deepEqual((await receiver.receiveMessages(2, { maxWaitTimeInMs: 300 })).map((message) => message.body), ["big"]);
});

async function names(rules) {
  const found = [];
  for await (const rule of rules.listRules()) {
    found.push(rule.name);
  }
  return found;
}
