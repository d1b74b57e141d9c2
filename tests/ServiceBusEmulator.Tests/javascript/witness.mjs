import { ServiceBusClient } from "@azure/service-bus";

/** Runs one witness against the broker named by SERVICE_BUS, and fails the process if it does not hold. */
export async function witness(run) {
  const client = new ServiceBusClient(process.env.SERVICE_BUS, {
    retryOptions: { maxRetries: 0, timeoutInMs: 4_000 },
  });
  await run(client);
  await client.close();
}
