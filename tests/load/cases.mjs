// Submits cases at once to a running AppHost and follows each until it is closed.
//
//   dotnet run --project infra/local/AppHost                    (one terminal)
//   dotnet run --project infra/local/AppHost -- partner         (another)
//   node tests/load/cases.mjs [--cases 100] [--address http://localhost:7071] --token "$(dotnet run --project infra/local/AppHost -- token)"

import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";

const POLL_IN_MS = 250;
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
      return { status: seen.status, took: Date.parse(seen.closedAt) - Date.parse(seen.receivedAt), at: performance.now() };
    }

    await pause(POLL_IN_MS);
  }

  return { status: "open", took: Infinity, at: Infinity };
}

function report(accepted, closed) {
  const open = closed.filter(({ status }) => status !== "closed");
  const seconds = (Math.max(...closed.map(({ at }) => at)) - started) / 1000;
  console.log(`${closed.length - open.length} of ${closed.length} cases closed in ${seconds.toFixed(2)} s: ${(closed.length / seconds).toFixed(1)} a second`);
  console.log(`accepted after      p50 ${at(accepted, 0.5)} ms, p99 ${at(accepted, 0.99)} ms`);
  console.log(`received to closed  p50 ${at(closed, 0.5)} ms, p99 ${at(closed, 0.99)} ms`);
  process.exitCode = open.length === 0 ? 0 : 1;
}

function at(measured, share) {
  const sorted = measured.map(({ took }) => took).sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]);
}
