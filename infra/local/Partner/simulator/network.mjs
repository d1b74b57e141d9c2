// The network's side of a referral, to try a partner with: a command on the command line, JSON in and out.
//
//   send <queue or topic>                         sends the messages on the standard input; their bodies are text
//   answers <queue> <session> <count>             takes answers
//   deadLetters <topic> <subscription> <count>    takes dead letters
//   waiting <topic> <subscription>                counts what a subscription still holds, once it holds nothing or time is up
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { ServiceBusClient } from "@azure/service-bus";

const LIMIT_IN_MS = 40_000;

const client = new ServiceBusClient(process.env.SERVICE_BUS);
const [command, ...names] = process.argv.slice(2);
const result = await { send, answers, deadLetters, waiting }[command](...names);
await client.close();
console.log(JSON.stringify(result ?? null));

async function send(destination) {
  const messages = JSON.parse(await text(process.stdin));
  await client.createSender(destination).sendMessages(messages.map((message) => ({ ...message, body: Buffer.from(message.body) })));
}

async function answers(queue, session, count) {
  const receiver = await client.acceptSession(queue, session, { skipParsingBodyAsJson: true });
  return take(receiver, Number(count), (message) => ({ sessionId: message.sessionId }));
}

async function deadLetters(topic, subscription, count) {
  const receiver = client.createReceiver(topic, subscription, { subQueueType: "deadLetter", skipParsingBodyAsJson: true });
  return take(receiver, Number(count), ({ deadLetterReason, deadLetterErrorDescription }) => ({ deadLetterReason, deadLetterErrorDescription }));
}

async function waiting(topic, subscription) {
  for (const end = Date.now() + LIMIT_IN_MS; ; await pause(100)) {
    const receiver = client.createReceiver(topic, subscription);
    const held = (await receiver.peekMessages(100)).length;
    await receiver.close();
    if (held === 0 || Date.now() > end) {
      return held;
    }
  }
}

async function take(receiver, count, more) {
  const taken = [];
  for (const end = Date.now() + LIMIT_IN_MS; taken.length < count && Date.now() < end; ) {
    for (const message of await receiver.receiveMessages(count - taken.length, { maxWaitTimeInMs: 1_000 })) {
      const { messageId, correlationId, contentType, applicationProperties } = message;
      taken.push({ messageId, correlationId, contentType, applicationProperties, body: message.body.toString(), ...more(message) });
      await receiver.completeMessage(message);
    }
  }

  return taken;
}
