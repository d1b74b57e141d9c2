// Submits cases at once to a running AppHost and follows each until it is closed.
//
//   dotnet run --project infra/local/AppHost                    (one terminal)
//   dotnet run --project infra/local/AppHost -- partner         (another)
//   node tests/load/cases.mjs [--cases 100] [--address http://localhost:7071] --token "$(dotnet run --project infra/local/AppHost -- token)"

import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";

const LIMIT_IN_MS = 300_000;

const { values: options } = parseArgs({
  options: {
    cases: { type: "string", default: "100" },
    address: { type: "string", default: "http://localhost:7071" },
    token: { type: "string" },
  },
});
if (!options.token) {
  console.error("--token is missing: --token \"$(dotnet run --project infra/local/AppHost -- token)\"");
  process.exit(2);
}

const application = readFileSync(new URL("../../functions/samples/newborn.json", import.meta.url));
const headers = { authorization: `Bearer ${options.token}`, "content-type": "application/json" };
const run = randomUUID();
const started = performance.now();
const accepted = await Promise.all(Array.from({ length: Number(options.cases) }, (_, number) => submit(number)));
const closed = await Promise.all(accepted.map(({ id }) => follow(id)));
report(accepted, closed);

async function submit(number) {
  const began = performance.now();
  const response = await fetch(`${options.address}/api/services/newborn/cases`, {
    method: "POST",
    headers: { ...headers, "idempotency-key": `${run}-${number}` },
    body: application,
  });
  if (response.status !== 202) {
    throw new Error(`case ${number} was answered ${response.status}: ${await response.text()}`);
  }

  return { id: (await response.json()).id, took: performance.now() - began };
}

async function follow(id) {
  while (performance.now() - started < LIMIT_IN_MS) {
    const response = await fetch(`${options.address}/api/cases/${id}`, { headers });
    const seen = await response.json();
    if (seen.closedAt) {
      return { status: seen.status, received: Date.parse(seen.receivedAt), closed: Date.parse(seen.closedAt) };
    }

    // As often as it is asked to, and no more: following a case costs what a step costs.
    await pause(1000 * Number(response.headers.get("retry-after") ?? 1));
  }

  throw new Error(`case ${id} is still open`);
}

function report(accepted, closed) {
  const others = closed.filter(({ status }) => status !== "closed");
  const seconds = (Math.max(...closed.map((each) => each.closed)) - Math.min(...closed.map((each) => each.received))) / 1000;
  const ways = closed.map((each) => ({ took: each.closed - each.received }));
  console.log(`${closed.length - others.length} of ${closed.length} cases closed in ${seconds.toFixed(2)} s: ${(closed.length / seconds).toFixed(1)} a second`);
  console.log(`accepted after      p50 ${at(accepted, 0.5)} ms, p99 ${at(accepted, 0.99)} ms`);
  console.log(`received to closed  p50 ${at(ways, 0.5)} ms, p99 ${at(ways, 0.99)} ms`);
  process.exitCode = others.length === 0 ? 0 : 1;
}

function at(measured, share) {
  const sorted = measured.map(({ took }) => took).sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]);
}
