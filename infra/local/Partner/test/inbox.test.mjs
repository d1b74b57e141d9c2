import assert from "node:assert/strict";
import { test } from "node:test";
import { take } from "../inbox.mjs";
import { statusesOf } from "../referral.mjs";

const KEY = "case-1/referral/enrolment/1";

const message = (type, body) => ({
  messageId: KEY,
  deliveryCount: 0,
  body,
  replyTo: "step-results",
  replyToSessionId: "case-1",
  applicationProperties: { "cloudEvents:type": `integration.step.${type}.v1`, participant: "maple" },
});
const referral = message("requested", { stepKey: KEY, step: "referral", attributes: { name: "Ada Lovelace" } });

/** A desk that writes down what happens at it, in order. */
function openDesk({ refuses = null } = {}) {
  const events = [];
  const settle = (how) => async (_, details) => events.push(details ? `${how}: ${details.deadLetterReason}` : how);
  return {
    events,
    participant: "maple",
    step: "referral",
    decide: () => statusesOf("accept"),
    say: (line) => assert.doesNotMatch(line, /Ada/),
    now: () => new Date(0),
    receiver: { completeMessage: settle("complete"), deadLetterMessage: settle("dead-letter") },
    outbox: {
      async send(queue, sent) {
        if (sent.body.status === refuses) {
          throw new Error("the broker is away");
        }

        events.push(`${queue} ${sent.messageId}`);
      },
    },
    ledger: { write: ({ event, ...entry }) => events.push(`${event} ${entry.messageId}`) },
  };
}

test("a referral is let go after the broker has all its answers", async () => {
  const desk = openDesk();
  await take(referral, desk);
  assert.deepEqual(desk.events, [
    `received ${KEY}`,
    `step-results ${KEY}/accepted`,
    `answered ${KEY}/accepted`,
    `step-results ${KEY}/completed`,
    `answered ${KEY}/completed`,
    "complete",
  ]);
});

test("a referral whose answer was not sent is kept, and answered the same when it comes again", async () => {
  const failing = openDesk({ refuses: "completed" });
  await assert.rejects(take(referral, failing));
  assert.ok(!failing.events.includes("complete"));

  const again = openDesk();
  await take({ ...referral, deliveryCount: 1 }, again);
  assert.ok(failing.events.every((event) => again.events.includes(event)));
});

test("a cancellation is let go without an answer", async () => {
  const desk = openDesk();
  await take(message("cancelled", { stepKey: KEY, status: "cancelled" }), desk);
  assert.deepEqual(desk.events, ["complete"]);
});

test("the end of a consent is written down and let go without an answer", async () => {
  const desk = openDesk();
  const ended = message("requested", { stepKey: KEY, purpose: "enrolment", reason: "withdrawn" });
  ended.applicationProperties["cloudEvents:type"] = "integration.consent.ended.v1";
  await take(ended, desk);
  assert.deepEqual(desk.events, [`consent-ended ${KEY}`, "complete"]);
});

test("a malformed message is dead-lettered with a reason", async () => {
  const desk = openDesk();
  await take(message("requested", "?"), desk);
  assert.deepEqual(desk.events, ["dead-letter: malformed"]);
});
