import { setTimeout as pause } from "node:timers/promises";
import { RetryMode, ServiceBusClient } from "@azure/service-bus";
import { take } from "./inbox.mjs";
import { openLedger } from "./ledger.mjs";
import { tellOutages } from "./outages.mjs";
import { openOutbox } from "./outbox.mjs";
import { SettingsError } from "./settings.mjs";

const CONCURRENT_REQUESTS = 16;
const MISUSED = 2;

// A subscription is tried again for ever, and what was not answered comes again. (The SDK takes RetryMode.Exponential for unset here.)
const RETRIES = { mode: RetryMode.Fixed, maxRetries: 3, retryDelayInMs: 1_000, timeoutInMs: 10_000 };

// Whoever stops the participant waits no more than two seconds. What is not finished by then comes again.
const GRACE_IN_MS = 1_500;

/**
 * Runs a participant until it is told to stop.
 *
 * @param settings gives connection, participant, topic, step, decide, ledger and what it calls its requests; throws SettingsError when they are wrong
 */
export function run(settings) {
  // Whoever started the participant may be gone, and its end of the pipe too: no reason to stop working.
  process.stdout.on("error", () => {});
  process.stderr.on("error", () => {});
  try {
    start(settings());
  } catch (error) {
    if (!(error instanceof SettingsError)) {
      throw error;
    }

    console.error(error.message);
    process.exitCode = MISUSED;
  }
}

function start({ connection, participant, topic, step, decide, ledger, requests }) {
  const client = connect(connection);
  const say = (line) => console.log(`${participant}: ${line}`);
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, () => stop(client, say));
  }

  const receiver = client.createReceiver(topic, participant);
  const outages = tellOutages(say);
  const desk = { participant, step, decide, receiver, outbox: openOutbox(client), ledger: openLedger(ledger), say, now: () => new Date() };
  receiver.subscribe(
    {
      processMessage(message) {
        outages.works();
        return take(message, desk);
      },
      async processError(failure) {
        outages.failed(failure);
      },
    },
    { autoCompleteMessages: false, maxConcurrentCalls: CONCURRENT_REQUESTS },
  );
  say(`${requests} are received from topic ${topic}`);
}

function connect(connection) {
  try {
    return new ServiceBusClient(connection, { retryOptions: RETRIES });
  } catch {
    // The SDK's message may repeat what it was given, and that is a secret.
    throw new SettingsError("SERVICE_BUS is not a connection string of a Service Bus namespace.");
  }
}

async function stop(client, say) {
  say("stopping");
  const closed = client.close().catch((error) => say(`the connection did not close: ${error.code ?? error.name}`));
  await Promise.race([closed, pause(GRACE_IN_MS)]);
  process.exit(0);
}
