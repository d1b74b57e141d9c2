import assert from "node:assert/strict";
import { test } from "node:test";
import { statusesOf } from "../referral.mjs";

test("who accepts completes, and who rejects says why", () => {
  assert.deepEqual(statusesOf("accept").map(({ status }) => status), ["accepted", "completed"]);
  const [rejected, ...more] = statusesOf("reject");
  assert.equal(rejected.status, "rejected");
  assert.ok(rejected.statusReason);
  assert.deepEqual(more, []);
});
