// Asks a running AppHost for estimates, at several concurrencies one after the other, and measures rate and latency.
//
//   dotnet run --project infra/local/AppHost                    (one terminal)
//   node tests/load/estimates.mjs [--seconds 5] [--at-once 1,16,64] [--service newborn] [--address http://localhost:7071]

import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { parseArgs } from "node:util";

const { values: options } = parseArgs({
  options: {
    seconds: { type: "string", default: "5" },
    "at-once": { type: "string", default: "1,16,64" },
    service: { type: "string", default: "newborn" },
    address: { type: "string", default: "http://localhost:7071" },
  },
});

const application = readFileSync(new URL(`../../functions/samples/${options.service}.json`, import.meta.url));
const address = new URL(`/api/services/${options.service}/estimate`, options.address);
const headers = { "content-type": "application/json", "content-length": application.length };
const seconds = Number(options.seconds);

// Rules are compiled when they are first asked.
await measure(4, 1);
for (const atOnce of options["at-once"].split(",").map(Number)) {
  const took = await measure(atOnce, seconds);
  console.log(
    `${String(atOnce).padStart(3)} at once: ${(took.length / seconds).toFixed(0).padStart(6)} a second,`
    + `  p50 ${at(took, 0.5)} ms,  p99 ${at(took, 0.99)} ms`);
}

async function measure(atOnce, duration) {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const end = performance.now() + duration * 1000;
  const took = [];
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (performance.now() < end) {
      const began = performance.now();
      await estimate(agent);
      took.push(performance.now() - began);
    }
  }));
  agent.destroy();
  return took;
}

function estimate(agent) {
  return new Promise((resolve, reject) => {
    const call = request(address, { method: "POST", agent, headers }, (response) => {
      response.resume();
      response.on("end", () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`an estimate was answered ${response.statusCode}`)));
    });
    call.on("error", reject);
    call.end(application);
  });
}

function at(took, share) {
  const sorted = Float64Array.from(took).sort();
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)].toFixed(1);
}
