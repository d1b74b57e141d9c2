import assert from "node:assert/strict";
import { test } from "node:test";
import { tellOutages } from "../outages.mjs";

test("an outage is told once, and the next one again", () => {
  const lines = [];
  const outages = tellOutages((line) => lines.push(line));
  const failure = { errorSource: "receive", error: { code: "ServiceCommunicationProblem", message: "connection refused\nat attempt 1" } };

  outages.failed(failure);
  outages.failed(failure);
  outages.works();
  outages.failed(failure);

  const told = "receive failed and is tried until it works: connection refused";
  assert.deepEqual(lines, [told, told]);
});
