import assert from "node:assert/strict";
import { test } from "node:test";
import { readSettings } from "../settings.mjs";

test("a connection string is enough", () =>
  assert.deepEqual(readSettings({ SERVICE_BUS: "Endpoint=sb://x" }), {
    connection: "Endpoint=sb://x",
    partner: "maple-education-savings",
    decision: "accept",
    ledger: null,
  }));

test("what is set is taken", () =>
  assert.deepEqual(readSettings({ SERVICE_BUS: "s", PARTNER: "first-shift", PARTNER_DECISION: "reject", PARTNER_LEDGER: "/tmp/l" }), {
    connection: "s",
    partner: "first-shift",
    decision: "reject",
    ledger: "/tmp/l",
  }));

test("what is missing or wrong is told in one line", () => {
  assert.throws(() => readSettings({}), { message: /^SERVICE_BUS is missing: .+\.$/ });
  assert.throws(() => readSettings({ SERVICE_BUS: "s", PARTNER_DECISION: "perhaps" }), { message: /^PARTNER_DECISION must be accept or reject, not 'perhaps'\.$/ });
});
