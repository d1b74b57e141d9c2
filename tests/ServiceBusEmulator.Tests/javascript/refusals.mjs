import assert from "node:assert/strict";
import { ServiceBusClient } from "@azure/service-bus";
import { witness } from "./witness.mjs";

await witness(async (client) => {
  await assert.rejects(client.createSender("unknown").sendMessages({ body: 1 }), { code: "MessagingEntityNotFound" });
  await assert.rejects(client.createReceiver("orders").receiveMessages(1), { code: "MessagingEntityNotFound" });
  await assert.rejects(client.createReceiver("orders", "unknown").peekMessages(1), { code: "MessagingEntityNotFound" });

  const forged = new ServiceBusClient(process.env.SERVICE_BUS.replace("SharedAccessKey=", "SharedAccessKey=wrong"), {
    retryOptions: { maxRetries: 0 },
  });
  await assert.rejects(forged.createSender("plain").sendMessages({ body: 1 }), { code: "UnauthorizedAccess" });
  await forged.close();
});
